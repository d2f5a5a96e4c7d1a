"""The pictures that people of other platforms wear on Discord."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bridge.adapters.discord.adapter import DiscordAdapter
from bridge.adapters.faces import Faces
from bridge.chat.author import Author
from tests.adapters.discord.stage import TOM, B, Stage
from tests.adapters.test_faces import until

JPEG = b"\xff\xd8\xff" + b"face" * 100
LILY = Author("beta", "lily", "Lily", avatar="face:lily")


@dataclass
class Public(Stage):
    """A Magpie whose web room the world can reach."""

    def adapter(self) -> DiscordAdapter:
        self.faces = Faces(self.path / "avatars", "https://magpie.example/")
        return DiscordAdapter(self.settings(), self.path, self.commands, self.patience, self.faces)


async def test_a_picture_that_has_no_address_gets_one(stage: Stage) -> None:
    public = Public(**vars(stage))
    public.beta.files["face:lily"] = JPEG
    async with public.play() as play:
        await play.say("first", LILY, B)
        first = await stage.channel.wait_for(lambda m: "first" in m.content)
        assert first.avatar_url is not None
        assert first.avatar_url.startswith(f"{stage.discord.cdn_url}/embed/avatars/")
        await until(lambda: public.faces.address(LILY))
        await play.say("second", LILY, B)
        second = await stage.channel.wait_for(lambda m: "second" in m.content)
        assert second.avatar_url is not None
        assert second.avatar_url.startswith("https://magpie.example/avatars/")
        assert public.faces.path(second.avatar_url.rsplit("/", 1)[1]).read_bytes() == JPEG


async def test_who_has_no_picture_wears_the_same_one_of_discords_each_time(stage: Stage) -> None:
    names = [replace(TOM, id=name, avatar="") for name in ("t0", "t4")]
    async with stage.play() as play:
        for author in names:
            await play.say(f"I am {author.id}!", author, B)
            await play.say(f"still {author.id}!", author, B)
        await stage.channel.wait_for(lambda m: "still t4!" in m.content)
        worn = {
            author.id: {m.avatar_url for m in stage.channel.messages if f" {author.id}!" in m.content}
            for author in names
        }
        assert all(len(urls) == 1 for urls in worn.values())
        assert worn["t0"] != worn["t4"]
