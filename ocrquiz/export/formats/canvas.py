"""QTI 1.2 as Canvas writes it itself, and imports it: a package with a quiz a section.

See https://github.com/instructure/canvas-lms, `lib/cc/qti` and `gems/plugins/qti_exporter`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote
from xml.etree.ElementTree import Element

from ocrquiz.export.archive import write_archive
from ocrquiz.export.format import Job
from ocrquiz.export.graded import Graded, Picture, choice_html, gradable, stem_html
from ocrquiz.export.item import Item
from ocrquiz.export.losses import Left, Losses, Reduced
from ocrquiz.export.markup import to_html, to_inline
from ocrquiz.export.package import MANIFEST, WEB, Resource, manifest, name_of
from ocrquiz.export.text import Formula, legal
from ocrquiz.export.tree import document, element

LONGEST = 16 * 1024
"""Characters of a text, markup included: Canvas refuses questions with a longer one."""

LONGEST_TITLE = 255
"""Characters of a quiz's title: what Canvas's data base holds."""

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"

_QUIZ = "imsqti_xmlv1p2"
_ABOUT = "associatedcontent/imscc_xmlv1p1/learning-application-resource"

_PICTURES = "images"
_ROOT = "$IMS-CC-FILEBASE$"
"""The course's files, where Canvas puts those of a package."""

_RESPONSE = "response1"

_Entry = tuple[str, bytes | Path]
_Question = tuple[Graded, Element]


class Canvas:
    """Quizzes for Canvas."""

    title = "QTI 1.2 package, as Canvas imports it"
    suffix = ".zip"
    holds = (
        "Questions of choice and short answers with their explanations, pictures, points and LaTeX, in a "
        "quiz a section. Of several right options each gives its share of the points, and each wrong one "
        "takes such a share away: Canvas grades so. Printed letters are left out, and so is a question whose "
        f"key is not known, or with a text of more than {LONGEST} characters."
    )
    printable = False
    binary = True

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the quizzes as they come, then the list of all."""
        write_archive(out, _entries(items, job.losses))


def _entries(items: Iterable[Item], losses: Losses) -> Iterator[_Entry]:
    resources: list[Resource] = []
    packed: set[str] = set()
    written: Counter[tuple[str, str]] = Counter()
    for place, group in groupby(_questions(items, losses), lambda found: _place(found[0].item)):
        questions: list[Element] = []
        points = 0.0
        for graded, question in group:
            for picture in graded.all_pictures:
                if picture.name not in packed:
                    packed.add(picture.name)
                    path = f"{_PICTURES}/{picture.name}"
                    resources.append(Resource(f"picture-{Path(picture.name).stem}", WEB, (path,)))
                    yield path, picture.path
            questions.append(question)
            points += graded.points
            title = _title(graded.item)
        # Sections of documents that are called the same are quizzes of their own.
        again = (str(written[place]),) if written[place] else ()
        written[place] += 1
        identifier = name_of("quiz", *place, *again)
        file, about = f"{identifier}/{identifier}.xml", f"{identifier}/assessment_meta.xml"
        resources.append(Resource(identifier, _QUIZ, (file,), (f"{identifier}-about",), opens=False))
        resources.append(Resource(f"{identifier}-about", _ABOUT, (about,)))
        yield file, document(_assessment(identifier, title, questions))
        yield about, document(_about(identifier, title, points))
    yield MANIFEST, manifest(_PACKAGE, "IMS Content", "1.1.3", resources)


def _questions(items: Iterable[Item], losses: Losses) -> Iterator[_Question]:
    for graded in gradable(items, losses, with_pictures=True):
        question = _question(graded)
        if any(len(part.text or "") > LONGEST for part in question.iter()):
            losses.leave_out(graded.item, Left.LONG)
            continue
        if any(graded.labels):
            losses.reduce(graded.item, Reduced.LABELS)
        losses.wrote(graded.item)
        yield graded, question


def _place(item: Item) -> tuple[str, str]:
    return item.document.source, item.section.slug


def _title(item: Item) -> str:
    names = (" ".join(name.split()) for name in (item.title, item.section.title))
    return ": ".join(name for name in names if name)[:LONGEST_TITLE]


def _assessment(identifier: str, title: str, questions: Iterable[Element]) -> Element:
    section = element("section", *questions, ident="root_section")
    attempts = _fields(cc_maxattempts="unlimited")
    return element(
        "questestinterop", element("assessment", attempts, section, ident=identifier, title=title), xmlns=_QTI
    )


def _about(identifier: str, title: str, points: float) -> Element:
    """What Canvas is told of a quiz: to practise, until a teacher makes it count."""
    told = {
        "title": title,
        # Options such as "all of the above" need the order in which they were printed.
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "practice_quiz",
        "points_possible": f"{points:g}",
        "show_correct_answers": "true",
        "allowed_attempts": "-1",
    }
    made = (element(name, value) for name, value in told.items())
    return element("quiz", *made, identifier=identifier, xmlns=_CANVAS)


def _question(graded: Graded) -> Element:
    name = f"q-{graded.key}"
    texts = [choice.option.text for choice in graded.choices] or list(graded.answers)
    about = _fields(
        question_type=_kind(graded),
        points_possible=f"{graded.points:g}",
        original_answer_ids=",".join(_ident(place) for place in range(len(texts))),
        assessment_question_identifierref=f"{name}-bank",
    )
    shown = _material(stem_html(graded, _source, _equation))
    asked = _choices(graded) if graded.choices else _blank()
    return element(
        "item",
        element("itemmetadata", about),
        element("presentation", shown, asked),
        element("resprocessing", *_processing(graded)),
        *_feedback(graded),
        ident=name,
        title=graded.name,
    )


def _kind(graded: Graded) -> str:
    if graded.answers:
        return "short_answer_question"
    if graded.is_true_false:
        return "true_false_question"
    return "multiple_choice_question" if graded.takes_one else "multiple_answers_question"


def _choices(graded: Graded) -> Element:
    labels = (
        element("response_label", _material(choice_html(choice, _source, _equation)), ident=_ident(place))
        for place, choice in enumerate(graded.choices)
    )
    cardinality = "Single" if graded.takes_one else "Multiple"
    return element(
        "response_lid", element("render_choice", *labels), ident=_RESPONSE, rcardinality=cardinality
    )


def _blank() -> Element:
    label = element("response_label", ident="answer1", rshuffle="No")
    return element("response_str", element("render_fib", label), ident=_RESPONSE, rcardinality="Single")


def _processing(graded: Graded) -> Iterator[Element]:
    score = {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": "100"}
    yield element("outcomes", element("decvar", **score))
    if graded.item.question.feedback:
        yield _condition([element("other")], _shown("general_fb"))
    for place, choice in enumerate(graded.choices):
        if choice.option.feedback:
            yield _condition([_equals(_ident(place))], _shown(f"{_ident(place)}_fb"))
    full = element("setvar", "100", action="Set", varname="SCORE")
    yield _condition(list(_key(graded)), full, goes_on=False)


def _key(graded: Graded) -> Iterator[Element]:
    """What must be so for all the points; of short answers any will do."""
    if graded.answers:
        yield from map(_equals, graded.answers)
    elif graded.takes_one:
        yield from (_equals(_ident(place)) for place, choice in enumerate(graded.choices) if choice.right)
    else:
        ticked = [(choice.right, _equals(_ident(place))) for place, choice in enumerate(graded.choices)]
        yield element("and", *(equals if right else element("not", equals) for right, equals in ticked))


def _condition(holds: Iterable[Element], then: Element, *, goes_on: bool = True) -> Element:
    variable = element("conditionvar", *holds)
    return element("respcondition", variable, then, **{"continue": "Yes" if goes_on else "No"})


def _equals(value: str) -> Element:
    return element("varequal", value, respident=_RESPONSE)


def _shown(name: str) -> Element:
    return element("displayfeedback", feedbacktype="Response", linkrefid=name)


def _feedback(graded: Graded) -> Iterator[Element]:
    if told := graded.item.question.feedback:
        yield _itemfeedback("general_fb", to_html(told, _equation))
    for place, choice in enumerate(graded.choices):
        if told := choice.option.feedback:
            yield _itemfeedback(f"{_ident(place)}_fb", to_inline(told, _equation))


def _itemfeedback(name: str, html: str) -> Element:
    return element("itemfeedback", element("flow_mat", _material(html)), ident=name)


def _material(html: str) -> Element:
    return element("material", element("mattext", html, texttype="text/html"))


def _fields(**fields: str) -> Element:
    made = (
        element("qtimetadatafield", element("fieldlabel", label), element("fieldentry", entry))
        for label, entry in fields.items()
    )
    return element("qtimetadata", *made)


def _ident(place: int) -> str:
    """An option's identifier: Canvas keeps those that are numbers."""
    return str(place + 1)


def _source(picture: Picture) -> str:
    return f"{_ROOT}/{_PICTURES}/{picture.name}"


def _equation(formula: Formula) -> str:
    """A formula as Canvas's own editor writes it: whoever shows it draws the LaTeX anew."""
    latex = legal(formula.latex)
    shown, address = escape(latex), quote(quote(latex, safe=""), safe="")
    return (
        f'<img class="equation_image" title="{shown}" src="/equation_images/{address}?scale=1" '
        f'alt="LaTeX: {shown}" data-equation-content="{shown}"/>'
    )


FORMAT = Canvas()
