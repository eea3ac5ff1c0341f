"""All fields of a risk as a form; each is saved when it is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from riskreg.commands import EditRisk
from riskreg.criteria import taxonomy
from riskreg.labels import field_label
from riskreg.model import Risk, Translation
from riskreg.terms import Marking, Response, RiskStatus
from riskreg.words import LANGUAGES, _
from ui.risks.delegates import completer_of
from ui.risks.dossier import Dossier
from ui.risks.fields import (
    ChoiceField,
    DateField,
    Field,
    LineField,
    ListField,
    Save,
    TextField,
    terms,
)
from ui.risks.lists import ActorsField, TickedField
from ui.workspace import Workspace


class Details(QWidget):
    """The form. ``fields`` are all its editors."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._dossier: Dossier | None = None
        self.by_name: dict[str, Field] = {}
        self._translations: dict[str, tuple[LineField, TextField]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        for name in ("summary", "cause", "event"):
            self._text(name)
        self._choice("vector", [("", "—"), *_vectors(workspace)])
        for name in ("asset", "consequence"):
            self._text(name)
        self._line("place")
        settings = workspace.reader.settings()
        self._ticked("sectors", settings.sectors)
        self._add("actors", ActorsField(field_label("actors"), self._saver("actors"), workspace))
        self._line("owner", list(workspace.reader.facets().owners))
        self._choice("status", terms(RiskStatus))
        self._choice("response", terms(Response))
        self._choice("marking", terms(Marking))
        self._ticked("legal_hooks", taxonomy("legal_hooks"))
        self._list("tags")
        self._date("identified_on")
        self._date("review_on")
        for name in ("claim_status", "outcome", "gaps"):
            self._text(name)
        self._date("answer_sought_on")
        for language in LANGUAGES:
            if language != settings.language:
                self._translation(language)

    @property
    def fields(self) -> list[Field]:
        pairs = [field for pair in self._translations.values() for field in pair]
        return [*self.by_name.values(), *pairs]

    # -- making fields ------------------------------------------------------------------------

    def _saver(self, name: str) -> Save:
        def save(risk_id: int, seen: Any, value: Any) -> bool:
            return self._workspace.do(EditRisk(risk_id, name, seen, value)) is not None

        return save

    def _add(self, name: str, field: Field, words: str = "") -> None:
        self.by_name[name] = field
        self._labelled(words or _first_up(field_label(name)), field)

    def _labelled(self, words: str, field: Field) -> None:
        assert isinstance(field, QWidget)
        label = QLabel(words, self)
        label.setProperty("look", "heading")
        label.setBuddy(field)
        self._column.addSpacing(6)
        self._column.addWidget(label)
        self._column.addWidget(field)

    def _text(self, name: str) -> None:
        tell = self._workspace.tell
        self._add(name, TextField(field_label(name), self._saver(name), tell, self, (2, 12)))

    def _line(self, name: str, offered: list[str] | None = None) -> None:
        line = LineField(field_label(name), self._saver(name), self._workspace.tell, self)
        if offered:
            line.setCompleter(completer_of(offered, line))
        self._add(name, line)

    def _date(self, name: str) -> None:
        field = DateField(field_label(name), self._saver(name), self._workspace.tell, self)
        self._add(name, field)

    def _list(self, name: str) -> None:
        tell = self._workspace.tell
        field = ListField(field_label(name), self._saver(name), tell, self, (1, 8))
        self._add(name, field, _("{field} (one a line)").format(field=_first_up(field_label(name))))

    def _choice(self, name: str, choices: list[tuple[Any, str]]) -> None:
        tell = self._workspace.tell
        self._add(name, ChoiceField(field_label(name), self._saver(name), tell, choices, self))

    def _ticked(self, name: str, offered: tuple[str, ...]) -> None:
        field = TickedField(
            field_label(name), self._saver(name), self._workspace.tell, offered, self
        )
        self._add(name, field)

    # -- translations -------------------------------------------------------------------------

    def _translation(self, language: str) -> None:
        tell = self._workspace.tell
        title_words = _("Title in {language}").format(language=language)
        text_words = _("Summary in {language}").format(language=language)
        title = LineField(title_words, self._translation_saver(language, "title"), tell, self)
        text = TextField(
            text_words, self._translation_saver(language, "summary"), tell, self, (1, 8)
        )
        self._translations[language] = (title, text)
        self._labelled(title_words, title)
        self._labelled(text_words, text)

    def _translation_saver(self, language: str, part: str) -> Callable[[int, Any, Any], bool]:
        def save(risk_id: int, seen: Any, value: Any) -> bool:
            risk = self._workspace.reader.get(Risk, risk_id)
            held = _translation_of(risk, language)
            # What the other parts hold now is not this field's business; this part is as seen.
            before = _with(risk, replace(held, **{part: seen}))
            after = _with(risk, replace(held, **{part: value}))
            command = EditRisk(risk_id, "translations", before, after)
            return self._workspace.do(command) is not None

        return save

    # -- showing ------------------------------------------------------------------------------

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the fields of a risk."""
        self._dossier = dossier
        risk = dossier.risk
        for name, field in self.by_name.items():
            field.show_value(risk.id, getattr(risk, name))
        for language, (title, text) in self._translations.items():
            held = _translation_of(risk, language)
            title.show_value(risk.id, held.title)
            text.show_value(risk.id, held.summary)


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def _vectors(workspace: Workspace) -> list[tuple[Any, str]]:
    return [(vector, _(vector)) for vector in workspace.reader.settings().vectors]


def _translation_of(risk: Risk, language: str) -> Translation:
    found = (t for t in risk.translations if t.language == language)
    return next(found, Translation(language, ""))


def _with(risk: Risk, translation: Translation) -> tuple[Translation, ...]:
    """The translations of a risk with one of them as given, in place; an empty one is left out."""
    languages = [t.language for t in risk.translations]
    held = list(risk.translations)
    if translation.language in languages:
        held[languages.index(translation.language)] = translation
    else:
        held.append(translation)
    return tuple(t for t in held if t.title or t.summary)
