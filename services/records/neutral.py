"""中性描述: names that say of what a thing is made or that it is genuine, and how the list says what the eye can see."""

from __future__ import annotations

import re

# Nobody weighs gold or opens a bottle on site: what a list calls gold the court may have to give back as gold. The words
# are those of daily use; each stands with what is written instead.
_NAMED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (
            r"黄金|(?:千|足|K|k|18|24)?金(?:戒指|项链|手镯|手链|耳环|耳钉|吊坠|条|币|饰|首饰|元宝)",
            "黄色金属（戒指、项链等）",
        ),
        (r"铂金|白金|银(?:戒指|项链|手镯|手链|耳环|条|币|元|饰|首饰|锭)", "白色金属（戒指、手镯等）"),
        (r"钻石|钻戒|裸钻", "镶透明石的戒指、透明石"),
        (r"翡翠|和田玉|玉(?:镯|佩|器|石|坠|牌|雕)", "绿色（白色）石质手镯、挂件等"),
        (r"名酒|真?茅台|五粮液|(?<!标有“)洋酒", "标有某某字样的酒"),
        (r"名表|劳力士|欧米茄|百达翡丽", "标有某某字样的手表"),
        (r"名包|爱马仕|香奈儿|路易威登|驴牌", "标有某某字样的包"),
        (r"红木|黄花梨|紫檀|金丝楠", "深色木质家具"),
        (r"真皮|貂皮", "皮质外观的衣物、家具"),
        (r"古董|古玩|文物|真迹|名画|名家字画|象牙|犀角", "写外形、尺寸、题款，不写真伪"),
    )
)
_PLAIN = ("标有", "字样", "外观", "金属", "仿", "疑似")


def advice(name: str) -> str:
    """What to write instead of a name that settles material or make; "" for one that says only what is seen."""
    if any(word in name for word in _PLAIN):
        return ""
    instead = next((words for pattern, words in _NAMED if pattern.search(name)), "")
    if not instead:
        return ""
    return f"“{name}”写了材质或者品牌真伪，现场没有鉴定。建议写看得见的，如：{instead}"
