"""The names of the holidays in Chinese and English."""

from mingbai.text.words import Words

__all__ = ["holiday"]

_ENGLISH = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "抗战胜利70周年纪念日": "70th anniversary of victory in 1945",
}


def holiday(name: str) -> Words:
    """Return what *name* says, which may be of two holidays in one time off; a name not known stays as it is."""
    return Words(name, ", ".join(_ENGLISH.get(each, each) for each in name.split("、")))
