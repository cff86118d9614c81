"""QTI 2.1: a package with a test a document, a section a section, and a file a question.

See https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_UP, Decimal
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element

from ocrquiz.export.archive import write_archive
from ocrquiz.export.format import Job
from ocrquiz.export.graded import Graded, Picture, choice_html, gradable, stem_html
from ocrquiz.export.item import Item
from ocrquiz.export.losses import Losses, Reduced
from ocrquiz.export.markup import Show, mathjax, to_html, to_inline
from ocrquiz.export.mathml import mathml
from ocrquiz.export.package import MANIFEST, Resource, manifest, name_of
from ocrquiz.export.text import Formula
from ocrquiz.export.tree import document, element, filled

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_MAP_RESPONSE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"

_ITEMS = "items"
_PICTURES = "pictures"

_GIVEN = "given"
"""What the outcome EXPLANATION becomes, so that the explanation is shown."""

_SMALLEST = Decimal("0.000001")
"""Of a point: what shares are rounded to."""

_Entry = tuple[str, bytes | Path]


@dataclass
class _Test:
    """A test on the way.

    Attributes:
        title: of the document.
        sections: title and names of the questions, by the section's identifier.
    """

    title: str
    sections: dict[str, tuple[str, list[str]]] = field(default_factory=dict)


class Qti:
    """A package for the many platforms that read QTI."""

    title = "QTI 2.1 package, for many platforms"
    suffix = ".zip"
    holds = (
        "Questions of choice and short answers with their explanations, pictures and points; formulas as "
        "MathML. Of several right options each gives its share of the points; the wrong ones together take "
        "all points away. Printed letters are left out, and so is a question whose key is not known."
    )
    printable = False
    binary = True

    def write(self, items: Iterable[Item], out: BinaryIO, job: Job) -> None:
        """Write the questions as they come, then the tests and the list of all."""
        write_archive(out, _entries(items, job.losses))


def _entries(items: Iterable[Item], losses: Losses) -> Iterator[_Entry]:
    tests: dict[str, _Test] = {}
    resources: list[Resource] = []
    packed: set[str] = set()
    for graded in gradable(items, losses, with_pictures=True):
        name = f"q-{graded.key}"
        pictures = dict.fromkeys(graded.all_pictures)
        for picture in pictures:
            if picture.name not in packed:
                packed.add(picture.name)
                yield f"{_PICTURES}/{picture.name}", picture.path
        path = f"{_ITEMS}/{name}.xml"
        yield path, document(_item(name, graded, losses), laid_out=False)
        files = (path, *(f"{_PICTURES}/{picture.name}" for picture in pictures))
        resources.append(Resource(name, "imsqti_item_xmlv2p1", files))
        _place(name, graded.item, tests)
        losses.wrote(graded.item)
    asked = []
    for identifier, test in tests.items():
        path = f"{identifier}.xml"
        yield path, document(_test(identifier, test))
        names = tuple(name for _, names in test.sections.values() for name in names)
        asked.append(Resource(identifier, "imsqti_test_xmlv2p1", (path,), names))
    yield MANIFEST, manifest(_PACKAGE, "QTIv2.1 Package", "1.0.0", [*asked, *resources])


def _place(name: str, item: Item, tests: dict[str, _Test]) -> None:
    source, section = item.document.source, item.section
    test = tests.setdefault(name_of("test", source), _Test(item.title))
    identifier = name_of("section", source, section.slug)
    test.sections.setdefault(identifier, (section.title or item.title, []))[1].append(name)


def _test(identifier: str, test: _Test) -> Element:
    sections = [
        element(
            "assessmentSection",
            *(element("assessmentItemRef", identifier=name, href=f"{_ITEMS}/{name}.xml") for name in names),
            identifier=section,
            title=title,
            visible="true",
        )
        for section, (title, names) in test.sections.items()
    ]
    points = element("sum", element("testVariables", variableIdentifier="SCORE"))
    return element(
        "assessmentTest",
        element("outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float"),
        element(
            "testPart",
            element("itemSessionControl", showFeedback="true"),
            *sections,
            identifier="part",
            navigationMode="nonlinear",
            submissionMode="individual",
        ),
        element("outcomeProcessing", element("setOutcomeValue", points, identifier="SCORE")),
        xmlns=_QTI,
        identifier=identifier,
        title=test.title,
    )


def _item(name: str, graded: Graded, losses: Losses) -> Element:
    def show(formula: Formula) -> str:
        drawn = mathml(formula)
        if drawn is None:
            losses.reduce(graded.item, Reduced.FORMULAS)
        return drawn or mathjax(formula)

    if any(graded.labels):
        losses.reduce(graded.item, Reduced.LABELS)
    told = graded.item.question.feedback
    body = filled("div", stem_html(graded, _source, show))
    asked = _choices(graded, show) if graded.choices else _text_entry(graded)
    explained = filled("div", to_html(told, show)) if told else None
    return element(
        "assessmentItem",
        _response(graded),
        *_outcomes(graded),
        element("itemBody", body, asked),
        _processing(graded),
        *([_explanation(explained)] if explained is not None else []),
        xmlns=_QTI,
        identifier=name,
        title=graded.name,
        adaptive="false",
        timeDependent="false",
    )


def _source(picture: Picture) -> str:
    return f"../{_PICTURES}/{picture.name}"


def _choices(graded: Graded, show: Show) -> Element:
    made = []
    for place, choice in enumerate(graded.choices):
        shown = filled("simpleChoice", choice_html(choice, _source, show), identifier=_choice(place))
        if choice.option.feedback:
            told = to_inline(choice.option.feedback, show)
            where = {"outcomeIdentifier": "FEEDBACK", "identifier": _choice(place), "showHide": "show"}
            shown.append(filled("feedbackInline", told, **where))
        made.append(shown)
    # Options such as "all of the above" need the order in which they were printed.
    most = "1" if graded.takes_one else "0"
    return element(
        "choiceInteraction", *made, responseIdentifier="RESPONSE", shuffle="false", maxChoices=most
    )


def _text_entry(graded: Graded) -> Element:
    longest = str(max(map(len, graded.answers)))
    return element(
        "p", element("textEntryInteraction", responseIdentifier="RESPONSE", expectedLength=longest)
    )


def _response(graded: Graded) -> Element:
    """The key, and what each response gives; whoever ticks all options gets nothing."""
    if graded.answers:
        shares = dict.fromkeys(graded.answers, Decimal(f"{graded.points:g}"))
        right = list(graded.answers[:1])
    else:
        rights = [choice.right for choice in graded.choices]
        shares = {_choice(place): share for place, share in enumerate(_shares(graded, rights))}
        right = [_choice(place) for place, good in enumerate(rights) if good]
    # A short answer is right in capitals too.
    loose = {"caseSensitive": "false"} if graded.answers else {}
    entries = (
        element("mapEntry", mapKey=key, mappedValue=f"{share:f}", **loose)
        for key, share in shares.items()
        if share
    )
    bounds = {"lowerBound": "0", "upperBound": f"{graded.points:g}", "defaultValue": "0"}
    return element(
        "responseDeclaration",
        element("correctResponse", *(element("value", value) for value in right)),
        element("mapping", *entries, **bounds),
        identifier="RESPONSE",
        cardinality=_cardinality(graded),
        baseType="string" if graded.answers else "identifier",
    )


def _shares(graded: Graded, rights: Sequence[bool]) -> Iterator[Decimal]:
    # Rounded up, so that all right ones reach the upper bound, and all wrong ones take everything away.
    right, wrong = rights.count(True), rights.count(False)
    gain = (Decimal(f"{graded.points:g}") / right).quantize(_SMALLEST, ROUND_UP).normalize()
    loss = (gain * right / max(wrong, 1)).quantize(_SMALLEST, ROUND_UP).normalize()
    for good in rights:
        yield gain if good else Decimal(0) if graded.takes_one else -loss


def _outcomes(graded: Graded) -> Iterator[Element]:
    number = {"cardinality": "single", "baseType": "float"}
    for name, value in (("SCORE", 0), ("MAXSCORE", graded.points)):
        default = element("defaultValue", element("value", f"{value:g}"))
        yield element("outcomeDeclaration", default, identifier=name, **number)
    if _has_feedback(graded):
        kind = {"cardinality": _cardinality(graded), "baseType": "identifier"}
        yield element("outcomeDeclaration", identifier="FEEDBACK", **kind)
    if graded.item.question.feedback:
        kind = {"cardinality": "single", "baseType": "identifier"}
        yield element("outcomeDeclaration", identifier="EXPLANATION", **kind)


def _processing(graded: Graded) -> Element:
    """The standard way, which most platforms know by name, unless there is something to explain."""
    told = graded.item.question.feedback
    if not told and not _has_feedback(graded):
        return element("responseProcessing", template=_MAP_RESPONSE)
    response = element("variable", identifier="RESPONSE")
    nothing = element("baseValue", "0", baseType="float")
    rules = [
        element(
            "responseCondition",
            element("responseIf", element("isNull", response), _set("SCORE", nothing)),
            element("responseElse", _set("SCORE", element("mapResponse", identifier="RESPONSE"))),
        )
    ]
    if _has_feedback(graded):
        rules.append(_set("FEEDBACK", response))
    if told:
        rules.append(_set("EXPLANATION", element("baseValue", _GIVEN, baseType="identifier")))
    return element("responseProcessing", *rules)


def _set(outcome: str, value: Element) -> Element:
    return element("setOutcomeValue", value, identifier=outcome)


def _explanation(content: Element) -> Element:
    where = {"outcomeIdentifier": "EXPLANATION", "identifier": _GIVEN, "showHide": "show"}
    return element("modalFeedback", content, **where)


def _has_feedback(graded: Graded) -> bool:
    return any(choice.option.feedback for choice in graded.choices)


def _cardinality(graded: Graded) -> str:
    return "single" if graded.answers or graded.takes_one else "multiple"


def _choice(place: int) -> str:
    return f"choice-{place + 1}"


FORMAT = Qti()
