"""No address of this machine, its network or its host is asked, however it is written."""

from __future__ import annotations

import pytest

from trucebook.network.faults import AddressRefused
from trucebook.network.guard import PUBLIC, Guard, is_public, take_apart

INSIDE = [
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),  # noqa: S104 - refused
    *("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1"),
    *("255.255.255.255", "240.0.0.1", "198.18.0.1", "203.0.113.1", "::1", "::", "fe80::1%eth0"),
    *("fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:a9fe:a9fe"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::", "fec0::1"),
    *("2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:db8::1", "no number"),
]


@pytest.mark.parametrize("number", INSIDE)
def test_what_is_not_public_is_not_asked(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_what_is_public_is(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://x.example/", "gopher://x.example/", "data:text/html,x"),
        *("http://", "http:///x", "https://user:pw@x.example/", "http://x.example:99999/"),
        *("http://x.example/a b", "http://x.example/\r\nHost: y", "http://[::1", "x.example"),
        *("http://x.example\\@127.0.0.1/", "http://" + "a" * 3_000, "http://x.example/\u00e9"),
        "http://.example/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        take_apart(address)


@pytest.mark.parametrize(
    "host",
    ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"],
)
def test_this_machine_is_refused_under_each_of_its_names(host: str) -> None:
    with pytest.raises(AddressRefused, match=r"public network|names no site"):
        PUBLIC.numbers(take_apart(f"http://{host}/"))


def test_one_inside_number_among_public_ones_is_enough_to_refuse() -> None:
    guard = Guard(lambda *_: ["93.184.216.34", "127.0.0.1"], is_public)
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        guard.numbers(take_apart("https://x.example/"))


def test_other_ports_are_refused() -> None:
    guard = Guard(lambda *_: ["93.184.216.34"], is_public)
    with pytest.raises(AddressRefused, match="port"):
        guard.numbers(take_apart("http://x.example:22/"))
