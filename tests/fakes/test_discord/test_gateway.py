"""The gateway's protocol, byte by byte."""

from __future__ import annotations

import asyncio
import importlib.util
from typing import Any

import pytest

from tests.fakes.discord import Bot, Channel, Clock, FakeDiscord, Guild, Permission, User
from tests.fakes.discord.cdn import DEFAULT_AVATAR
from tests.fakes.discord.compression import ZlibStream, make_codec
from tests.fakes.discord.sessions import RESUMABLE_S, Session
from tests.fakes.discord.world import Intent, World
from tests.fakes.test_discord.clients import EVERYTHING, Rest, Socket, open_socket


async def test_hello_ready_and_the_guilds(server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel) -> None:
    async with open_socket(server) as socket:
        hello = await socket.receive()
        assert (hello["op"], hello["d"]) == (10, {"heartbeat_interval": 41_250})
        ready = await socket.identify(bot)
        assert ready["user"]["id"] == str(bot.id)
        assert ready["application"] == {"id": str(bot.id), "flags": bot.flags}
        assert ready["guilds"] == [{"id": str(guild.id), "unavailable": True}]
        assert ready["resume_gateway_url"] == server.gateway_url
        created = await socket.until("GUILD_CREATE")
        assert [one["id"] for one in created["channels"]] == [str(channel.id)]
        assert [one["user"]["id"] for one in created["members"]] == [str(bot.id)]
        assert created["member_count"] == 2
        assert all(frame.endswith(b"\x00\x00\xff\xff") for frame in socket.frames)


async def test_without_compression_it_is_text(server: FakeDiscord, bot: Bot, guild: Guild) -> None:
    async with open_socket(server, compress=None) as socket:
        await socket.identify(bot)
        assert socket.frames == []


async def test_a_compression_that_is_not_there_is_refused(server: FakeDiscord) -> None:
    with pytest.raises(LookupError):
        make_codec("brotli-stream")
    assert isinstance(make_codec("zlib-stream"), ZlibStream)
    with pytest.raises(Exception, match="400"):
        async with open_socket(server, compress="brotli-stream"):
            pass


async def test_a_heartbeat_is_acknowledged(server: FakeDiscord, bot: Bot) -> None:
    async with open_socket(server) as socket:
        await socket.receive()
        await socket.send(1, None)
        assert (await socket.receive())["op"] == 11


async def test_who_sends_no_heartbeat_is_cut_off_and_cannot_resume() -> None:
    async with FakeDiscord(heartbeat_ms=400) as server:
        bot = await server.create_bot()
        async with open_socket(server) as socket:
            ready = await socket.identify(bot)
            assert await socket.closed() == 4009
        await server.gateway.gone(bot)
        async with open_socket(server) as socket:
            await socket.resume(bot, ready["session_id"], socket.sequence)
            assert (await socket.until_op(9))["d"] is False


@pytest.mark.parametrize(
    ("op", "data", "code"),
    [
        (2, {"token": "wrong", "intents": 0}, 4004),
        (6, {"token": "wrong", "session_id": "x", "seq": 1}, 4004),
        (2, {"token": None, "intents": 1 << 40}, 4013),
        (2, {"token": None, "intents": 0, "shard": [1, 1]}, 4010),
        (2, {"token": None, "intents": int(Intent.GUILD_PRESENCES)}, 4014),
        (8, {"guild_id": "1"}, 4003),
        (99, {}, 4001),
        (2, [], 4002),
    ],
)
async def test_close_codes(server: FakeDiscord, bot: Bot, op: int, data: Any, code: int) -> None:
    if isinstance(data, dict) and data.get("token", "") is None:
        data = data | {"token": bot.token}
    async with open_socket(server) as socket:
        await socket.send(op, data)
        assert await socket.closed() == code
    assert server.gateway.closes == [code]


async def test_a_switch_that_is_off_closes_with_4014(server: FakeDiscord, bot: Bot) -> None:
    bot.message_content = False
    async with open_socket(server) as socket:
        await socket.send(2, {"token": bot.token, "intents": int(EVERYTHING)})
        assert await socket.closed() == 4014


async def test_what_is_not_json_or_too_much_or_twice(server: FakeDiscord, bot: Bot) -> None:
    async with open_socket(server) as socket:
        await socket.raw.send_str("{")
        assert await socket.closed() == 4002
    async with open_socket(server) as socket:
        await socket.raw.send_str(" " * 20_000)
        assert await socket.closed() == 4002
    async with open_socket(server) as socket:
        await socket.identify(bot)
        await socket.send(2, {"token": bot.token, "intents": 0})
        assert await socket.closed() == 4005
    async with open_socket(server) as socket:
        for _ in range(121):
            await socket.send(1, None)
        assert await socket.closed() == 4008
    async with open_socket(server, version=6) as socket:
        assert await socket.closed() == 4012


async def test_frames_may_be_binary(server: FakeDiscord, bot: Bot) -> None:
    async with open_socket(server) as socket:
        await socket.raw.send_bytes(b'{"op":1,"d":null}')
        await socket.until_op(11)


async def test_texts_only_with_the_intent(server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    async with open_socket(server) as open_eyes, open_socket(server) as closed_eyes:
        await open_eyes.identify(bot)
        await closed_eyes.identify(bot, EVERYTHING & ~Intent.MESSAGE_CONTENT)
        await server.say(ann, channel, "secret")
        await server.say(ann, channel, f"hey {bot.user.mention}")
        await server.say(ann, server.direct(ann, bot.user), "psst")
        texts = [[(await one.until("MESSAGE_CREATE"))["content"] for _ in range(3)] for one in (open_eyes, closed_eyes)]
        assert texts == [["secret", f"hey {bot.user.mention}", "psst"], ["", f"hey {bot.user.mention}", "psst"]]


async def test_events_only_with_their_intents(
    server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot, Intent.GUILDS | Intent.GUILD_MESSAGES)
        said = await server.say(ann, channel, "1")
        await server.react(ann, said, "👍")
        await server.type_in(ann, channel)
        await server.create_user("eve", guild)
        await server.say(ann, server.direct(ann, bot.user), "psst")
        await server.create_webhook(channel, "x", ann)
        await server.say(ann, channel, "2")
        names: list[str] = []
        while not names or names.count("MESSAGE_CREATE") < 2:
            names.append((await socket.receive())["t"])
        assert names == ["GUILD_CREATE", "MESSAGE_CREATE", "MESSAGE_CREATE"]


async def test_a_nonce_is_told_once(server: FakeDiscord, bot: Bot, channel: Channel, rest: Rest) -> None:
    path = f"/channels/{channel.id}/messages"
    async with open_socket(server) as socket:
        await socket.identify(bot)
        sent = await rest("POST", path, {"content": "x", "nonce": "n1"})
        assert sent.body["nonce"] == "n1"
        assert (await socket.until("MESSAGE_CREATE"))["nonce"] == "n1"
    assert "nonce" not in (await rest("GET", path)).body[0]


async def test_votes_are_told(server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    asked = await server.say(ann, channel, poll=server.poll("Tea?", "yes", "no"))
    async with open_socket(server) as socket:
        await socket.identify(bot, Intent.GUILDS | Intent.GUILD_MESSAGE_POLLS)
        await server.vote(ann, asked, 2)
        assert (await socket.until("MESSAGE_POLL_VOTE_ADD"))["answer_id"] == 2


async def test_only_what_one_sees(server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User) -> None:
    hidden = await server.create_channel(guild, "hidden")
    elsewhere = await server.create_guild("Elsewhere", ann)
    there = await server.create_channel(elsewhere, "there")
    await server.overwrite(hidden, bot.user, deny=Permission.VIEW_CHANNEL)
    async with open_socket(server) as socket:
        await socket.identify(bot)
        await server.say(ann, hidden, "no")
        await server.say(ann, there, "no")
        await server.say(ann, channel, "yes")
        assert (await socket.until("MESSAGE_CREATE"))["content"] == "yes"


async def _lose(server: FakeDiscord, socket: Socket) -> None:
    """Lose a connection from this side, as a killed process does."""
    transport = socket.raw._response.connection
    assert transport is not None
    assert transport.transport is not None
    transport.transport.abort()
    await server.gateway.watch.until(
        lambda: True if not server.gateway.connections else None, timeout=5, otherwise=lambda: "still connected"
    )


async def test_resume_tells_what_was_missed(server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    async with open_socket(server) as socket:
        session = (await socket.identify(bot))["session_id"]
        await server.say(ann, channel, "heard")
        await socket.until("MESSAGE_CREATE")
        sequence = socket.sequence
        await _lose(server, socket)
    await server.say(ann, channel, "missed 1")
    await server.say(ann, channel, "missed 2")
    async with open_socket(server) as socket:
        await socket.resume(bot, session, sequence)
        assert [(await socket.until("MESSAGE_CREATE"))["content"] for _ in range(2)] == ["missed 1", "missed 2"]
        await socket.until("RESUMED")
        await server.say(ann, channel, "live")
        assert (await socket.until("MESSAGE_CREATE"))["content"] == "live"


async def test_a_fresh_identify_hears_nothing_of_it(server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        await _lose(server, socket)
    await server.say(ann, channel, "missed")
    async with open_socket(server) as socket:
        await socket.identify(bot)
        await server.say(ann, channel, "live")
        assert (await socket.until("MESSAGE_CREATE"))["content"] == "live"


async def test_what_cannot_be_resumed(server: FakeDiscord, bot: Bot, channel: Channel) -> None:
    async with open_socket(server) as socket:
        session = (await socket.identify(bot))["session_id"]
        await socket.raw.close(code=1000)
    await server.gateway.gone(bot)
    async with open_socket(server) as socket:
        await socket.resume(bot, session, 1)
        assert (await socket.until_op(9))["d"] is False
        session = (await socket.identify(bot))["session_id"]
        await _lose(server, socket)
    async with open_socket(server) as socket:
        await socket.resume(bot, session, 999)
        assert await socket.closed() == 4007
    async with open_socket(server) as socket:
        session = (await socket.identify(bot))["session_id"]
        await _lose(server, socket)
    server.clock.advance(RESUMABLE_S + 1)
    async with open_socket(server) as socket:
        await socket.resume(bot, session, 1)
        assert (await socket.until_op(9))["d"] is False
    assert server.gateway.counts["invalid"] == 2


def test_a_session_forgets_in_the_end(bot_of_its_own: Bot) -> None:
    session = Session(bot_of_its_own, Intent.NONE, replay=3)
    for _ in range(5):
        session.dispatch("X", {})
    assert session.missed(1) is None
    assert len(session.missed(2) or ()) == 3
    assert session.missed(5) == []


@pytest.fixture
def bot_of_its_own() -> Bot:
    world = World(Clock())
    return Bot(world.make_user("x", bot=True), "t", world.make_user("owner"))


async def test_members_are_sent_in_chunks(server: FakeDiscord, bot: Bot, guild: Guild, ann: User, ben: User) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        await socket.send(8, {"guild_id": str(guild.id), "query": "", "limit": 0, "nonce": "n"})
        chunk = await socket.until("GUILD_MEMBERS_CHUNK")
        assert (len(chunk["members"]), chunk["chunk_count"], chunk["nonce"]) == (4, 1, "n")
        await socket.send(8, {"guild_id": str(guild.id), "user_ids": [str(ann.id), "1"]})
        chunk = await socket.until("GUILD_MEMBERS_CHUNK")
        assert [one["user"]["id"] for one in chunk["members"]] == [str(ann.id)]
        assert chunk["not_found"] == ["1"]


async def test_a_test_can_upset_it(server: FakeDiscord, bot: Bot, channel: Channel) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        server.gateway.reconnect()
        assert (await socket.until_op(7))["d"] is None
        server.gateway.invalidate(resumable=True)
        assert (await socket.until_op(9))["d"] is True
        assert server.gateway.is_ready(bot)
        server.gateway.invalidate()
        assert (await socket.until_op(9))["d"] is False
        assert not server.gateway.is_ready(bot)
    async with open_socket(server) as socket:
        await socket.identify(bot)
        server.gateway.disconnect(bot, code=4001)
        assert await socket.closed() == 4001
    server.gateway.accepting = False
    with pytest.raises(Exception, match="503"):
        async with open_socket(server):
            pass


async def test_lost_sessions_can_be_forgotten(server: FakeDiscord, bot: Bot) -> None:
    async with open_socket(server) as socket:
        session = (await socket.identify(bot))["session_id"]
        server.gateway.drop(bot)
        with pytest.raises((ConnectionError, asyncio.TimeoutError)):
            await socket.until("NEVER")
    await server.gateway.gone(bot)
    server.gateway.forget()
    async with open_socket(server) as socket:
        await socket.resume(bot, session, 1)
        assert (await socket.until_op(9))["d"] is False


async def test_all_that_happens_is_told(
    server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        await socket.until("GUILD_CREATE")
        said = await server.say(ann, channel, "see https://example.org/")
        await server.edit(said, "see https://example.org/ !")
        await server.unfurl(said, "Example")
        await server.react(ann, said, "👍")
        await server.unreact(ann, said, "👍")
        await server.pin(ann, said)
        await server.unpin(said)
        await server.type_in(ann, channel)
        await server.delete(said)
        thread = await server.create_thread(channel, "birds", ann)
        await server.archive_thread(thread)
        await server.delete_channel(thread)
        eve = await server.create_user("eve", guild)
        await server.set_nick(guild, eve, "Evie")
        await server.leave(guild, eve)
        role = await server.create_role(guild, "poets", members=[ann])
        await server.create_webhook(channel, "x", ann)
        await server.rename_channel(channel, "general-2")
        other = await server.create_channel(guild, "other")
        await server.delete_channel(other)
        await server.ban(guild, ann)
        many = [await server.say(guild.owner, channel, str(number)) for number in range(2)]
        await server.delete_many(many)
        names: list[str] = []
        while not names or names[-1] != "MESSAGE_DELETE_BULK":
            names.append((await socket.receive())["t"])
        assert role.mention
    assert names == [
        *("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_UPDATE", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE"),
        *("MESSAGE_UPDATE", "CHANNEL_PINS_UPDATE", "MESSAGE_CREATE", "MESSAGE_UPDATE", "CHANNEL_PINS_UPDATE"),
        *("TYPING_START", "MESSAGE_DELETE", "THREAD_CREATE", "MESSAGE_CREATE", "THREAD_UPDATE", "THREAD_DELETE"),
        *("GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "GUILD_ROLE_CREATE"),
        *("GUILD_MEMBER_UPDATE", "WEBHOOKS_UPDATE", "CHANNEL_UPDATE", "CHANNEL_CREATE", "CHANNEL_DELETE"),
        *("GUILD_BAN_ADD", "GUILD_MEMBER_REMOVE", "MESSAGE_CREATE", "MESSAGE_CREATE", "MESSAGE_DELETE_BULK"),
    ]


async def test_an_unfurled_link_is_no_edit(server: FakeDiscord, bot: Bot, channel: Channel, ann: User) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        said = await server.say(ann, channel, "https://example.org/")
        await server.unfurl(said, "Example", "An example")
        update = await socket.until("MESSAGE_UPDATE")
        assert (update["content"], update["edited_timestamp"]) == ("https://example.org/", None)
        assert update["embeds"][0]["title"] == "Example"
    with pytest.raises(ValueError, match="no link"):
        await server.unfurl(await server.say(ann, channel, "hi <https://example.org/>"), "x")


async def test_changes_of_guilds_and_people_are_told(
    server: FakeDiscord, bot: Bot, guild: Guild, channel: Channel, ann: User
) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        await server.change_guild(guild, locale="en-GB")
        assert (await socket.until("GUILD_UPDATE"))["preferred_locale"] == "en-GB"
        await server.change_profile(ann, display_name="Annie", avatar=DEFAULT_AVATAR)
        user = (await socket.until("GUILD_MEMBER_UPDATE"))["user"]
        assert (user["global_name"], user["avatar"]) == ("Annie", ann.avatar)
        await server.set_timeout(guild, ann, 60)
        assert (await socket.until("GUILD_MEMBER_UPDATE"))["communication_disabled_until"]
        with pytest.raises(ValueError, match="cannot write"):
            await server.say(ann, channel, "mmf")
        await server.set_timeout(guild, ann, None)
        await server.say(ann, channel, "free")
        assert (await socket.until("MESSAGE_CREATE"))["member"]["communication_disabled_until"] is None


async def test_zstd_where_a_module_for_it_is_installed(server: FakeDiscord) -> None:
    names = ("compression.zstd", "backports.zstd", "zstandard")
    if any(_installed(name) for name in names):
        codec = make_codec("zstd-stream")
        assert codec is not None
        assert codec.encode(b"x" * 1000) != codec.encode(b"x" * 1000)
    else:
        with pytest.raises(LookupError):
            make_codec("zstd-stream")


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


async def test_a_bot_that_joins_and_is_kicked(server: FakeDiscord, bot: Bot, ann: User) -> None:
    async with open_socket(server) as socket:
        await socket.identify(bot)
        new = await server.create_guild("New", ann)
        await server.join(new, bot)
        while (created := await socket.until("GUILD_CREATE"))["name"] != "New":
            pass
        assert created["id"] == str(new.id)
        await server.leave(new, bot)
        assert await socket.until("GUILD_DELETE") == {"id": str(new.id)}
