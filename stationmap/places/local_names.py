"""Readings that general dictionaries lack or get wrong: names of places, and words of banks."""

from __future__ import annotations

__all__ = ["LOCAL_NAMES"]

_WORDS = """
长葛 chang ge, 长垣 chang yuan, 长椿 chang chun, 漯河 luo he, 浚县 xun xian, 单县 shan xian, 中牟 zhong mu,
牟平 mu ping, 尉氏 wei shi, 朝阳 chao yang, 乐亭 lao ting, 乐清 yue qing, 蔚县 yu xian, 井陉 jing xing, 铅山 yan shan,
莘县 shen xian, 东阿 dong e, 费县 fei xian, 六合 lu he, 涡阳 guo yang, 枞阳 zong yang, 尉犁 yu li, 洪洞 hong tong,
繁峙 fan shi, 临朐 lin qu, 东莞 dong guan, 番禺 pan yu, 大埔 da bu, 珲春 hun chun, 穆棱 mu ling, 宕昌 tan chang,
郫都 pi du,
犍为 qian wei, 荥经 ying jing, 什邡 shi fang, 监利 jian li, 黄陂 huang pi, 耒阳 lei yang, 汨罗 mi luo, 会理 hui li,
支行 zhi hang, 分行 fen hang, 农行 nong hang, 工行 gong hang, 建行 jian hang, 中行 zhong hang, 交行 jiao hang,
招行 zhao hang, 商行 shang hang, 都 du
"""
LOCAL_NAMES: dict[str, tuple[str, ...]] = {
    word: tuple(syllables) for word, *syllables in (entry.split() for entry in _WORDS.split(","))
}
"""Syllables of whole words, without tones; hardly one of them is read otherwise in the name of a station."""
