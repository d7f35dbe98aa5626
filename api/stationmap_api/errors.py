"""From exceptions to problem documents (RFC 9457), in one table.

Every error leaves the service as one shape: type, title, status, detail, code, errors.
``code`` is the name of the exception's class.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from stationmap.errors import (
    DistrictNotFoundError,
    ExtraMissingError,
    Fault,
    InputError,
    NotFoundError,
    ParameterError,
    StationmapError,
    StationNotFoundError,
    StoreError,
    StoreUnavailableError,
)
from stationmap_api.reasons import reason_of

__all__ = ["STATUS", "add_error_handlers", "on_unforeseen", "problem"]

# The nearest class in an exception's line of descent decides.
STATUS: dict[type[Exception], tuple[HTTPStatus, str]] = {
    ParameterError: (HTTPStatus.UNPROCESSABLE_ENTITY, "参数有误 invalid parameter"),
    InputError: (HTTPStatus.UNPROCESSABLE_ENTITY, "输入有误 invalid input"),
    StationNotFoundError: (HTTPStatus.NOT_FOUND, "没有这个站点 no such station"),
    DistrictNotFoundError: (HTTPStatus.NOT_FOUND, "没有这个区县 no such district"),
    NotFoundError: (HTTPStatus.NOT_FOUND, "没有找到 not found"),
    StoreUnavailableError: (HTTPStatus.SERVICE_UNAVAILABLE, "数据库不可用 database unavailable"),
    StoreError: (HTTPStatus.INTERNAL_SERVER_ERROR, "数据库出错 database error"),
    ExtraMissingError: (HTTPStatus.INTERNAL_SERVER_ERROR, "缺少组件 a library is missing"),
    StationmapError: (HTTPStatus.INTERNAL_SERVER_ERROR, "服务出错 internal error"),
}
_TOLD = 100  # faults: ten thousand positions may have as many
_HTTP_CODES = {413: "ContentTooLarge"}  # what Python calls it depends on its version
_HTTP_TITLES = {
    400: "请求有误 bad request",
    413: "正文过长 body too long",
    404: "没有这个地址 no such address",
    405: "方法不允许 method not allowed",
}


def problem(
    status: int,
    code: str,
    title: str,
    detail: str,
    errors: Sequence[Fault] = (),
    headers: Any = None,  # noqa: ANN401
) -> JSONResponse:
    """Write one problem document."""
    body = {
        "type": f"urn:stationmap:problem:{code}",
        "title": title,
        "status": int(status),
        "detail": detail,
        "code": code,
        "errors": [{"parameter": f.parameter, "value": f.value, "reason": f.reason} for f in errors],
    }
    return JSONResponse(body, int(status), headers, media_type="application/problem+json")


def add_error_handlers(app: FastAPI) -> None:
    """Give every kind of error its handler."""
    app.add_exception_handler(StationmapError, _on_stationmap_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, on_unforeseen)


def _on_stationmap_error(_request: Request, error: Exception) -> JSONResponse:
    status, title = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    # What went wrong inside is for the operator's log, not for strangers.
    told = isinstance(error, StationmapError) and status < HTTPStatus.INTERNAL_SERVER_ERROR
    detail, faults = (error.detail, error.faults) if told and isinstance(error, StationmapError) else (title, ())
    return problem(status, type(error).__name__, title, detail, faults)


def _on_validation_error(_request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    faults = tuple(_fault(item) for item in found[:_TOLD])
    status, title = STATUS[ParameterError]
    more = f"; 另有 and {len(found) - _TOLD:,} more" if len(found) > _TOLD else ""
    detail = "; ".join(f"{fault.parameter}: {fault.reason}" for fault in faults) + more
    return problem(status, ParameterError.__name__, title, detail, faults)


def _fault(item: Any) -> Fault:  # noqa: ANN401  (pydantic's error dictionaries)
    name = ".".join(str(part) for part in item["loc"][1:]) or "request"
    return Fault(name, "" if item["type"] == "missing" else _shown(item["input"]), reason_of(item))


def _shown(value: object) -> str:
    # a lone surrogate of a JSON text cannot be sent back as it came
    return str(value)[:200].encode("utf-8", "backslashreplace").decode()


def _on_http_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for nothing else)
    title = _HTTP_TITLES.get(error.status_code, HTTPStatus(error.status_code).phrase)
    phrase = HTTPStatus(error.status_code).phrase
    code = _HTTP_CODES.get(error.status_code, phrase.title().replace(" ", ""))
    return problem(error.status_code, code, title, str(error.detail), (), error.headers)


def on_unforeseen(_request: Request, _error: Exception) -> JSONResponse:
    """Tell a stranger nothing but that it failed."""
    title = STATUS[StationmapError][1]
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "InternalServerError", title, title)
