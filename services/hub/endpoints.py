"""接口: what the hub answers to, declared once: the routes, the page that describes them and the tests walk this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from services.sync import invitation, messages, parcels
from services.sync.messages import Answer, Ask, Succeed, Succeeded

TUS = "1.0.0"
CHUNK_TYPE = "application/offset+octet-stream"
PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One thing to ask: name, method, path, in a sentence what it does; `signed` ones are for enrolled devices alone.

    `takes` and `gives` are the messages in the bodies, None where there is no message; `limit` bounds the body, in
    bytes, `media_type` is what it is otherwise. `statuses` say what else may come back.
    """

    name: str
    method: str
    path: str
    told: str
    signed: bool
    takes: Any = None
    gives: Any = None
    limit: int = 0
    media_type: str = CHUNK_TYPE
    statuses: tuple[tuple[int, str], ...] = ()


_ATTACHMENT = messages.ATTACHMENTS + "/{digest}"
_REFUSED = ((401, "没有有效签名，或随机数不是这一次的"), (403, "设备已停用"), (429, "请求过于频繁"))

_FAILED = ((500, "院端出错"), (503, "院端数据库暂时没有应答"), (507, "院端没有空间"))

HUB = Endpoint(
    name="hub", method="GET", path="/v1/hub", told="院端是否在线", signed=False, statuses=((200, "在线"),)
)
OPENAPI = Endpoint(
    name="openapi",
    method="GET",
    path="/openapi.json",
    told="这份说明",
    signed=False,
    statuses=((200, "说明"),),
)
EXCHANGE = Endpoint(
    name="exchange",
    method="POST",
    path=messages.EXCHANGE,
    told="上交日志，取回收据、缺少的附件和变更",
    signed=True,
    takes=Ask,
    gives=Answer,
    limit=messages.MAX_BODY,
    statuses=((200, "答复"), (400, "内容读不出来"), (413, "内容过大"), *_REFUSED),
)
OFFSET = Endpoint(
    name="offset",
    method="HEAD",
    path=_ATTACHMENT,
    told="附件已收到第几个字节（tus）",
    signed=True,
    statuses=((200, "Upload-Offset 和 Upload-Length"), (404, "院端不等这个附件"), *_REFUSED),
)
CHUNK = Endpoint(
    name="chunk",
    method="PATCH",
    path=_ATTACHMENT,
    told="从 Upload-Offset 起续传附件（tus）",
    signed=True,
    limit=messages.MAX_CHUNK,
    statuses=(
        (204, "已收，见 Upload-Offset"),
        (400, "内容与签名不符"),
        (404, "院端不等这个附件"),
        (409, "位置不符或正在接收"),
        (413, "内容过大"),
        (415, "类型不对"),
        (460, "整个附件与校验值不符"),
        *_REFUSED,
    ),
)

PIECE = Endpoint(
    name="piece",
    method="GET",
    path=_ATTACHMENT,
    told="取下发给本机的附件（院发文书、法律数据、承办案件的附件），可用 Range 分段",
    signed=True,
    statuses=((206, "内容，见 Content-Range"), (404, "没有下发给本机"), (416, "位置在末尾之后"), *_REFUSED),
)

TOGETHER = Endpoint(
    name="together",
    method="POST",
    path=messages.ATTACHMENTS,
    told="几个小附件一次续传",
    signed=True,
    media_type=parcels.MEDIA_TYPE,
    limit=messages.MAX_CHUNK + parcels.MAX_HEAD,
    statuses=(
        (200, "每个附件收到第几个字节"),
        (400, "内容读不出来或与签名不符"),
        (413, "内容过大"),
        *_REFUSED,
    ),
)

SUCCESSOR = Endpoint(
    name="successor",
    method="POST",
    path=messages.SUCCESSOR,
    told="由旧副本恢复的终端另起一链：登记接续的设备",
    signed=True,
    takes=Succeed,
    gives=Succeeded,
    limit=64 * 1024,
    statuses=((200, "注册文件"), (400, "申请不合格"), (413, "内容过大"), *_REFUSED),
)

ENROL = Endpoint(
    name="enrol",
    method="POST",
    path=invitation.PATH,
    told="用一次性口令登记一台终端",
    signed=False,
    media_type=invitation.MEDIA_TYPE,
    limit=invitation.MAX_ASK,
    statuses=(
        (200, "注册文件和案件册"),
        (400, "口令不对、已用过或已过期，或申请不合格"),
        (413, "内容过大"),
        (429, "请求过于频繁"),
    ),
)

ENDPOINTS = (HUB, OPENAPI, EXCHANGE, OFFSET, CHUNK, PIECE, TOGETHER, SUCCESSOR, ENROL)


def described(court: str) -> dict[str, Any]:
    """The OpenAPI 3.1 description of all endpoints, their messages drawn from the types that read them."""
    kinds = [kind for e in ENDPOINTS for kind in (e.takes, e.gives) if kind is not None]
    refs, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    schemas = dict(zip(kinds, refs, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{court}院端", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Signature",
                    "description": "RFC 9421：覆盖 @method、@path、Content-Digest 和上一次答复给出的随机数",
                }
            },
        },
    }


def _operation(endpoint: Endpoint, schemas: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    statuses = (*endpoint.statuses, *_FAILED)
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.told,
        "security": [{"signature": []}] if endpoint.signed else [],
        "responses": {str(status): _response(status, told) for status, told in statuses},
    }
    if "{digest}" in endpoint.path:
        digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
        operation["parameters"] = [{"name": "digest", "in": "path", "required": True, "schema": digest}]
    if endpoint.takes is not None:
        operation["requestBody"] = {
            "required": True,
            "content": {messages.MEDIA_TYPE: {"schema": schemas[endpoint.takes]}},
        }
    elif endpoint.limit:
        binary = {"schema": {"type": "string", "format": "binary", "maxLength": endpoint.limit}}
        operation["requestBody"] = {"required": True, "content": {endpoint.media_type: binary}}
    if endpoint.gives is not None:
        operation["responses"]["200"]["content"] = {messages.MEDIA_TYPE: {"schema": schemas[endpoint.gives]}}
    return operation


def _response(status: int, told: str) -> dict[str, Any]:
    response: dict[str, Any] = {"description": told}
    if status >= 400:
        properties = {"title": {"type": "string"}, "status": {"type": "integer"}}
        response["content"] = {PROBLEM_TYPE: {"schema": {"type": "object", "properties": properties}}}
    return response
