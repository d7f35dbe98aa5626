"""Reads the encoded polyline format bit by bit, as its description says."""


def decode(text):
    numbers, bits = [], ""
    for sign in text:
        chunk = f"{ord(sign) - 63:06b}"
        bits = chunk[1:] + bits
        if chunk[0] == "0":
            value = int(bits, 2)
            numbers.append(-(value // 2) - 1 if value % 2 else value // 2)
            bits = ""
    places, y, x = [], 0, 0
    for down, across in zip(numbers[::2], numbers[1::2], strict=True):
        y, x = y + down, x + across
        places.append((y / 1e5, x / 1e5))
    return places
