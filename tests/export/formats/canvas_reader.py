"""Reads packages as Canvas's importer does: what it looks for, where, and how it grades."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from ..packages import opened

QUIZ = "imsqti_xmlv1p2"
ABOUT = "learning-application-resource"

KINDS = {
    "multiple_choice_question": "Single",
    "multiple_answers_question": "Multiple",
    "true_false_question": "Single",
    "short_answer_question": None,
}
"""Those that we know, with what they say of the answers."""


@dataclass
class Choice:
    ident: str
    text: str
    feedback: str
    right: bool


@dataclass
class Question:
    ident: str
    kind: str
    points: float
    text: str
    choices: list[Choice]
    answers: list[str]
    explanation: str
    node: etree._Element

    def score(self, *given: str) -> float:
        """What a response gets, in percent: the conditions are tried in turn, until one ends it."""
        result = 0.0
        for condition in self.node.iterfind(".//{*}respcondition"):
            tests = list(condition.find("{*}conditionvar"))
            # Several ones side by side: any of them will do.
            if any(_holds(test, given) for test in tests):
                for change in condition.iterfind("{*}setvar"):
                    assert change.get("action") == "Set"
                    result = float(change.text)
                if condition.get("continue") == "No":
                    break
        return result


@dataclass
class Quiz:
    ident: str
    title: str
    questions: list[Question]
    told: dict[str, str] = field(default_factory=dict)


def read(content: bytes) -> list[Quiz]:
    """The quizzes of a package."""
    files = opened(content)
    manifest = etree.fromstring(files["imsmanifest.xml"])
    resources = {one.get("identifier"): one for one in manifest.iter("{*}resource")}
    quizzes = []
    for resource in resources.values():
        if resource.get("type") != QUIZ:
            continue
        assert resource.get("href") is None
        quiz = _quiz(etree.fromstring(files[resource.find("{*}file").get("href")]))
        about = resources[resource.find("{*}dependency").get("identifierref")]
        assert about.get("type").endswith(ABOUT)
        # Canvas looks for it beside the quiz, under the quiz's name.
        assert about.get("href") == f"{quiz.ident}/assessment_meta.xml"
        meta = etree.fromstring(files[about.get("href")])
        quiz.told = {etree.QName(one).localname: one.text or "" for one in meta}
        quizzes.append(quiz)
    return quizzes


def _quiz(root: etree._Element) -> Quiz:
    assessment = root.find("{*}assessment")
    questions = [_question(one) for one in assessment.iterfind("{*}section/{*}item")]
    return Quiz(assessment.get("ident"), assessment.get("title"), questions)


def _question(node: etree._Element) -> Question:
    about = {
        one.findtext("{*}fieldlabel"): one.findtext("{*}fieldentry")
        for one in node.iterfind("{*}itemmetadata//{*}qtimetadatafield")
    }
    feedback = {one.get("ident"): _text(one) for one in node.iterfind("{*}itemfeedback")}
    assert set(feedback) == {one.get("linkrefid") for one in node.iter("{*}displayfeedback")}
    response = node.find("{*}presentation/{*}response_lid")
    kind = about["question_type"]
    assert (response.get("rcardinality") if response is not None else None) == KINDS[kind]
    (scored,) = (one.getparent() for one in node.iter("{*}setvar"))
    right = {
        one.text for one in scored.iter("{*}varequal") if etree.QName(one.getparent()).localname != "not"
    }
    labels = node.iterfind(".//{*}render_choice/{*}response_label")
    choices = [
        Choice(
            one.get("ident"),
            _text(one),
            feedback.get(f"{one.get('ident')}_fb", ""),
            one.get("ident") in right,
        )
        for one in labels
    ]
    typed = [] if choices else [one.text or "" for one in scored.iterfind("{*}conditionvar/{*}varequal")]
    ids = about["original_answer_ids"].split(",")
    assert len(ids) == len(choices or typed)
    assert not choices or ids == [choice.ident for choice in choices]
    return Question(
        ident=node.get("ident"),
        kind=kind,
        points=float(about["points_possible"]),
        text=_text(node.find("{*}presentation/{*}material")),
        choices=choices,
        answers=typed,
        explanation=feedback.get("general_fb", ""),
        node=node,
    )


def _text(node: etree._Element) -> str:
    (found,) = node.iter("{*}mattext")
    assert found.get("texttype") == "text/html"
    return found.text or ""


def _holds(test: etree._Element, given: Iterable[str]) -> bool:
    kind = etree.QName(test).localname
    if kind == "other":
        return True
    if kind == "not":
        return not _holds(test[0], given)
    if kind == "and":
        return all(_holds(part, given) for part in test)
    assert kind == "varequal"
    return (test.text or "").lower() in [one.lower() for one in given]
