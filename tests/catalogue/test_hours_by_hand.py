"""From what people write to whether it is open: a table written by hand, no instant of it computed."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from stationmap.hours import read_hours
from stationmap.timetable import Timetable, china_calendar

CHINA = ZoneInfo("Asia/Shanghai")
# 2026: 1 January is a Thursday; 1-7 October are off, 10 October is a Saturday on which people work, 4 January a Sunday
BY_HAND = """
24小时 | 2026-03-04 03:00 | open
全天 | 2026-12-31 23:59 | open
全天候开放 | 2026-01-01 00:30 | open
00:00-24:00 | 2026-03-04 23:59 | open
0:00-23:59 | 2026-03-04 23:59 | open
08:00-20:00 | 2026-03-04 07:59 | closed
08:00-20:00 | 2026-03-04 08:00 | open
08:00-20:00 | 2026-03-04 19:59 | open
08:00-20:00 | 2026-03-04 20:00 | closed
８：００～２０：００ | 2026-03-04 12:00 | open
8:30-11:00 13:30-17:00 | 2026-03-04 12:00 | closed
8:30-11:00 13:30-17:00 | 2026-03-04 13:30 | open
8:30-11:00 13:30-17:00 | 2026-03-04 10:59 | open
上午8:30-11:30，下午14:30-17:30 | 2026-03-04 14:00 | closed
上午8:30-11:30，下午2:30-5:30 | 2026-03-04 17:00 | open
下午2点-5点半 | 2026-03-04 05:00 | closed
下午2点-5点半 | 2026-03-04 17:29 | open
周一至周五 08:30-12:00,13:00-17:30 | 2026-03-06 17:29 | open
周一至周五 08:30-12:00,13:00-17:30 | 2026-03-07 10:00 | closed
周一至周五 08:30-12:00,13:00-17:30 | 2026-10-01 10:00 | open
周一至周五 08:30-12:00,13:00-17:30 | 2026-10-10 10:00 | closed
星期一到星期六 9:00至17:00 | 2026-03-07 16:59 | open
星期一到星期六 9:00至17:00 | 2026-03-08 12:00 | closed
周一、三、五 9:00-17:00 | 2026-03-04 12:00 | open
周一、三、五 9:00-17:00 | 2026-03-05 12:00 | closed
周一至周日 9:00—17:00 | 2026-10-01 12:00 | open
每天 06:00-22:00 | 2026-02-17 06:00 | open
工作日 9:00-17:00 | 2026-09-30 16:59 | open
工作日 9:00-17:00 | 2026-10-01 10:00 | closed
工作日 9:00-17:00 | 2026-10-07 10:00 | closed
工作日 9:00-17:00 | 2026-10-08 10:00 | open
工作日 9:00-17:00 | 2026-10-10 10:00 | open
工作日 9:00-17:00 | 2026-10-17 10:00 | closed
工作日 9:00-17:00 | 2026-01-01 10:00 | closed
工作日 9:00-17:00 | 2026-01-04 10:00 | open
工作日 9:00-17:00 | 2026-12-31 16:59 | open
工作日 9:00-17:00 | 2027-01-01 10:00 | closed
工作日开放 | 2026-03-04 12:00 | unknown
工作日开放 | 2026-03-07 12:00 | closed
工作日开放 | 2026-10-02 12:00 | closed
周一至周五8:30-17:30，法定节假日除外 | 2026-10-02 10:00 | closed
周一至周五8:30-17:30，法定节假日除外 | 2026-09-30 17:29 | open
周末 10:00-16:00 | 2026-03-07 10:00 | open
周末 10:00-16:00 | 2026-03-06 10:00 | closed
双休日 10:00-16:00 | 2026-03-08 15:59 | open
周日休息，周一至周六 8:00-18:00 | 2026-03-08 12:00 | closed
周一至周六 8:00-18:00，周日休息 | 2026-03-07 12:00 | open
18:00-次日6:00 | 2026-03-04 00:30 | open
18:00-次日6:00 | 2026-03-04 05:59 | open
18:00-次日6:00 | 2026-03-04 06:00 | closed
18:00-次日6:00 | 2026-03-04 17:59 | closed
18:00-02:00 | 2026-03-04 01:59 | open
18:00-02:00 | 2026-03-04 02:00 | closed
周五18:00-次日2:00 | 2026-03-07 00:30 | open
周五18:00-次日2:00 | 2026-03-06 00:30 | closed
周五18:00-次日2:00 | 2026-03-08 00:30 | closed
08:45-23:45 | 2026-03-04 23:44 | open
08:45-23:45 | 2026-03-04 23:59 | closed
夏季(5月1日-9月30日)8:00-20:00，冬季(10月1日-4月30日)9:00-18:00 | 2026-05-01 08:00 | open
夏季(5月1日-9月30日)8:00-20:00，冬季(10月1日-4月30日)9:00-18:00 | 2026-04-30 08:30 | closed
夏季(5月1日-9月30日)8:00-20:00，冬季(10月1日-4月30日)9:00-18:00 | 2026-12-31 17:59 | open
夏季(5月1日-9月30日)8:00-20:00，冬季(10月1日-4月30日)9:00-18:00 | 2026-10-01 19:00 | closed
5月至10月 8:00-20:00 | 2026-11-01 12:00 | closed
2月29日 9:00-12:00 | 2028-02-29 10:00 | open
2月29日 9:00-12:00 | 2028-02-28 10:00 | closed
8:00-20:00 | 2028-02-29 08:00 | open
高温预警期间开放 8:00-20:00 | 2026-07-04 12:00 | unknown
高温预警期间开放 8:00-20:00 | 2026-07-04 21:00 | closed
9点-17点 | 2026-03-04 16:59 | open
早8点至晚8点 | 2026-03-04 19:59 | open
开放时间：8:00-22:00 | 2026-03-04 21:59 | open
8:00-20:00 (周日休息) | 2026-03-08 12:00 | closed
不开放 | 2026-03-04 12:00 | closed
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in BY_HAND.strip().splitlines()]


@pytest.mark.parametrize(("text", "instant", "expected"), ROWS)
def test_what_is_written_is_open_when_people_would_say_so(text, instant, expected):
    reading = read_hours(text)
    assert reading.reason is None
    at = datetime.fromisoformat(instant).replace(tzinfo=CHINA)
    table = Timetable.build([reading.expression], china_calendar(), CHINA, at.date() - timedelta(days=2), 6)
    assert ("closed", "open", "unknown")[table.one_state(1, int(at.timestamp()))] == expected
