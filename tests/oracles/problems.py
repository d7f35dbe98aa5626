"""What every error of the API must look like."""

from __future__ import annotations

from urllib.parse import quote

from stationmap_api.responses import Problem

HERE = "lat=34.75&lon=113.6"


def problem_of(response, status, code=None):
    """Check the one shape and return its body."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    Problem.model_validate(body, strict=True)
    assert body["status"] == status
    assert body["type"] == f"urn:stationmap:problem:{body['code']}"
    assert body["title"]
    assert body["detail"]
    assert code is None or body["code"] == code
    return body


def refused(response):
    """Parameters and values that a 422 names."""
    body = problem_of(response, 422, "ParameterError")
    assert body["errors"]
    assert all(fault["reason"] for fault in body["errors"])
    return [(fault["parameter"], fault["value"]) for fault in body["errors"]]


def with_parameter(name, value):
    """A query string that would be good but for one value."""
    good = {"lat": "34.75", "lon": "113.6"} | {name: value}
    return "&".join(f"{key}={quote(text, safe='')}" for key, text in good.items())
