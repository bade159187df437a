"""What can go wrong when Mingbai is given something, as one tree.

MingbaiError
├── Unreadable            the bytes are not something we can turn into a page; says what to do
│   ├── NeedsOcr          a picture of a page: there is no text to read
│   ├── NeedsConversion   a format we do not open (OFD, WPS, RTF …): says which to save as
│   ├── Locked            encrypted or password-protected
│   └── TooLarge          beyond the limits that keep memory and time bounded
├── NotAReport            a page was read, but it is no annual disclosure report
├── BadForm               a form file contradicts itself (a developer's error)
├── BadReport             JSON that claims to be a report and is not
├── UnknownCheck          a check was named that does not exist
├── BadCalendar           a file of holidays contradicts itself or the week
├── BadStatute            statute data contradicts itself, or a choice is made where the law leaves none
├── NotInForce            a rule was asked for on a day on which it does not hold
├── Refused               an act or a date that the law does not allow; names the article and what would do
├── YearNotAnnounced      a day of a year whose holidays no notice has arranged yet
└── BeforeTheLaw          a day before there was a law or a calendar to answer by
"""

__all__ = [
    "BadCalendar",
    "BadForm",
    "BadReport",
    "BadStatute",
    "BeforeTheLaw",
    "Locked",
    "MingbaiError",
    "NeedsConversion",
    "NeedsOcr",
    "NotAReport",
    "NotInForce",
    "Refused",
    "TooLarge",
    "UnknownCheck",
    "Unreadable",
    "YearNotAnnounced",
]


class MingbaiError(Exception):
    """The base of every error that Mingbai raises on purpose.

    Carries one line in Chinese and one in English; both say what is wrong and what to do.
    """

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh = zh
        self.en = en

    def in_(self, language: str) -> str:
        """Return the line in *language* (``zh`` or ``en``)."""
        return self.en if language == "en" else self.zh

    def __reduce__(self) -> tuple[type["MingbaiError"], tuple[str, str]]:
        """Let the error cross from a worker process with both of its lines."""
        return type(self), (self.zh, self.en)


class Unreadable(MingbaiError):
    """The bytes cannot be turned into a page."""


class NeedsOcr(Unreadable):
    """The document is a picture: there is no text layer to read."""


class NeedsConversion(Unreadable):
    """The format is one that we do not open; the message names the one to save as."""


class Locked(Unreadable):
    """The document is encrypted."""


class TooLarge(Unreadable):
    """The document goes beyond the limits that keep memory and time bounded."""


class NotAReport(MingbaiError):
    """The page is readable and is not an annual report on government information disclosure."""


class BadForm(MingbaiError):
    """A form file contradicts itself or names what it does not have."""


class BadReport(MingbaiError):
    """JSON that claims to be one of our reports and does not hold to the schema."""


class UnknownCheck(MingbaiError):
    """A check, family or pattern was named that no check answers to."""


class BadCalendar(MingbaiError):
    """A file of holidays does not parse, arranges a day twice, or gives a day another weekday than it has."""


class BadStatute(MingbaiError):
    """Statute data contradicts itself, or a choice was made where the law leaves none."""


class NotInForce(MingbaiError):
    """A rule was asked for on a day on which it does not hold, not yet or no longer."""


class Refused(MingbaiError):
    """An act, a date or an amount that the law does not allow; the message names the article and what would do."""


class YearNotAnnounced(MingbaiError):
    """A certain day was wanted in a year whose holidays no notice has arranged yet."""


class BeforeTheLaw(MingbaiError):
    """The day is before the calendar or the instrument that would answer for it."""
