"""院发文书: a paper that the court has sealed and hands down to an officer to take along, print unaltered and deliver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import msgspec

from services.errors import BadInput

MAX_BYTES = 16 * 1024 * 1024
MOST_COPIES = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedPaper:
    """One sealed paper as the court issued it: which document of which case, for whom, how many copies may be printed.

    `digest` is the SHA-256 of the PDF's `size` bytes, which nobody changes. `signed` says that the PDF carries a digital
    signature. `recalled_at` is None while it may be used.
    """

    id: str
    case: str
    document: str
    to: str
    copies: int
    pages: int
    digest: str
    size: int
    issued_at: dt.datetime
    number: str = ""
    signed: bool = False
    recalled_at: dt.datetime | None = None
    recalled_why: str = ""

    @property
    def name(self) -> str:
        """What the paper is called."""
        return TITLES.get(self.document, self.document)


# The papers that only court or president can sign (domain.md §2.3): the program's code, the title, the number there.
SORTS = (
    ("execution_notice", "执行通知书", "D01"),
    ("penalty_notice", "执行通知书（刑事裁判涉财产部分）", ""),
    ("report_order", "报告财产令", "D02"),
    ("seizure_ruling", "执行裁定书", "D03"),
    ("sealing_notice", "查封公告", "D04"),
    ("moving_out_notice", "强制迁出公告", "D07"),
    ("search_warrant", "搜查令", "D09"),
    ("summons", "传票", "D14"),
    ("assistance_notice", "协助执行通知书", "D16"),
    ("registry_notice", "协助执行通知书（车管所）", ""),
    ("assistance_letter", "协助（履行）通知书", ""),
    ("vehicle_search_letter", "协助查找扣押车辆函", ""),
    ("spending_limit_order", "限制消费令", "D17"),
    ("dishonesty_decision", "执行决定书", "D18"),
    ("urging_notice", "敦促被执行人履行义务公告", "D19"),
    ("sanction_decision", "罚款（拘留）决定书", "D20"),
    ("detention_notice", "执行拘留通知书", ""),
    ("early_release_decision", "提前解除拘留决定书", ""),
    ("custody_order", "责令保管财产通知书", "D21"),
    ("referral_letter", "移送公安机关函", "D26"),
    ("surrender_notice", "责令交出车辆通知书", ""),
    ("surrender_goods_notice", "责令交出财产通知书", ""),
    ("fetching_order", "拘传票", ""),
    ("reward_notice", "悬赏公告", ""),
    ("release_ruling", "解除措施裁定书", ""),
    ("petition_notice", "信访事项告知书", ""),
    ("collect_notice", "领取财物通知书", ""),
    ("fulfilment_certificate", "执行完毕证明书", ""),
    ("auction_notice", "网络司法拍卖公告", ""),
    ("sale_ruling", "成交裁定书", ""),
    ("transfer_notice", "协助过户通知书", ""),
)
TITLES = {code: title for code, title, _ in SORTS}
_CODES = {word: code for code, *words in SORTS for word in (code, *words) if word}

_papers: msgspec.json.Decoder[SealedPaper] = msgspec.json.Decoder(SealedPaper)
_encoder = msgspec.json.Encoder(order="deterministic")


def code_of(text: str) -> str:
    """The document's code for a code, a title or a number as D07; raises BadInput for one that is not sealed."""
    found = _CODES.get(text.strip()) or _CODES.get(text.strip().upper())
    if found is None:
        known = "、".join(f"{number or code} {title}" for code, title, number in SORTS)
        raise BadInput(f"没有“{text}”这种院发文书。可用的有：{known}。")
    return found


def encode(paper: SealedPaper) -> bytes:
    """The paper's particulars as deterministic JSON."""
    return _encoder.encode(paper)


def decode(raw: bytes) -> SealedPaper:
    """Particulars from `encode`; raises BadInput when they do not fit the form."""
    try:
        return _papers.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"院发文书的登记内容不对，没有采用：{error}") from error
