"""A report on paper: a PDF in Chinese with its font embedded, as far as it is used."""

from stationmap.report.paper.writing import write_paper

__all__ = ["write_paper"]
