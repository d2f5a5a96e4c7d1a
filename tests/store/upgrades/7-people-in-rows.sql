-- As Magpie made it at 2391dd2.
-- {"invite": "INx1eE7BV0ORZqPDxZGEMg", "member": "C04tbKJueckEMboD", "cookies": {"magpie": "s6YNHW8rwJ1_BSGz75mEEhe6xVumh-FySPKW9sv14J4"}, "linked": true}
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'magpie','0001_rooms_messages_outbox','2026-11-24 12:36:05.830267+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'magpie','0001_completed','2026-11-24 12:36:05.871776+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'magpie','0002_messages_by_time','2026-11-24 12:36:05.874745+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'magpie','0003_people_in_rows','2026-11-24 12:36:05.877110+00:00');
CREATE TABLE "blocks" (
   "shipment" INTEGER REFERENCES "shipments"("id"),
   "position" INTEGER,
   "delivery" INTEGER NOT NULL REFERENCES "deliveries"("id"),
   "part" INTEGER NOT NULL,
   "parts" INTEGER NOT NULL,
   "start" INTEGER NOT NULL,
   "end" INTEGER NOT NULL,
   "folded" INTEGER NOT NULL,
   PRIMARY KEY ("shipment", "position")
) STRICT;
INSERT INTO "blocks" VALUES(1,0,1,0,1,0,0,1);
INSERT INTO "blocks" VALUES(2,0,2,0,1,0,0,1);
INSERT INTO "blocks" VALUES(3,0,4,0,1,0,0,1);
INSERT INTO "blocks" VALUES(4,0,6,0,1,0,93,1);
INSERT INTO "blocks" VALUES(5,0,8,0,1,0,99,1);
INSERT INTO "blocks" VALUES(6,0,7,0,1,0,69,1);
INSERT INTO "blocks" VALUES(7,0,9,0,1,0,109,1);
INSERT INTO "blocks" VALUES(8,0,10,0,1,0,109,1);
INSERT INTO "blocks" VALUES(9,0,11,0,1,0,0,1);
INSERT INTO "blocks" VALUES(10,0,12,0,1,0,0,1);
INSERT INTO "blocks" VALUES(11,0,13,0,1,0,96,1);
CREATE TABLE "bridges" (
   "id" INTEGER PRIMARY KEY,
   "created_at" REAL
) STRICT;
INSERT INTO "bridges" VALUES(1,1.79552377744672441483e+09);
CREATE TABLE "codes" (
   "hash" TEXT PRIMARY KEY,
   "purpose" TEXT NOT NULL,
   "room" INTEGER REFERENCES "rooms"("id"),
   "member" INTEGER NOT NULL REFERENCES "members"("id"),
   "expires_at" REAL NOT NULL,
   "claimed_room" INTEGER REFERENCES "rooms"("id"),
   "claimed_member" INTEGER
) STRICT;
CREATE TABLE "copies" (
   "id" INTEGER PRIMARY KEY,
   "shipment" INTEGER NOT NULL REFERENCES "shipments"("id"),
   "room" INTEGER NOT NULL REFERENCES "rooms"("id"),
   "native" TEXT NOT NULL,
   "message" INTEGER REFERENCES "messages"("id"),
   "part" INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "copies" VALUES(1,1,1,'1',1,0);
INSERT INTO "copies" VALUES(2,2,1,'2',2,0);
INSERT INTO "copies" VALUES(3,4,1,'4',NULL,0);
INSERT INTO "copies" VALUES(4,5,1,'5',NULL,0);
INSERT INTO "copies" VALUES(5,6,2,'6',NULL,0);
INSERT INTO "copies" VALUES(6,7,1,'7',NULL,0);
INSERT INTO "copies" VALUES(7,8,2,'8',NULL,0);
INSERT INTO "copies" VALUES(8,9,2,'9',4,0);
INSERT INTO "copies" VALUES(9,10,1,'10',4,0);
INSERT INTO "copies" VALUES(10,11,1,'11',NULL,0);
CREATE TABLE "corrections" (
   "id" INTEGER PRIMARY KEY,
   "room" INTEGER NOT NULL REFERENCES "rooms"("id"),
   "target" TEXT NOT NULL,
   "source" TEXT NOT NULL,
   "text" TEXT NOT NULL,
   "state" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   "member" INTEGER REFERENCES "members"("id"),
   "at" REAL NOT NULL
, message INTEGER REFERENCES messages(id)) STRICT;
CREATE TABLE "deliveries" (
   "id" INTEGER PRIMARY KEY,
   "room" INTEGER NOT NULL REFERENCES "rooms"("id"),
   "kind" TEXT NOT NULL,
   "message" INTEGER REFERENCES "messages"("id"),
   "content" TEXT,
   "reply_to" INTEGER REFERENCES "messages"("id"),
   "private_to" TEXT NOT NULL DEFAULT '',
   "handle" TEXT NOT NULL DEFAULT '',
   "state" TEXT NOT NULL DEFAULT 'waiting',
   "version" INTEGER NOT NULL DEFAULT 0,
   "created_at" REAL NOT NULL
) STRICT;
INSERT INTO "deliveries" VALUES(1,1,'message',1,'{"author":{"platform":"web","id":"C04tbKJueckEMboD","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795523773.742,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"前几天，明天见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"前幾天，明天見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',NULL,'','','shipped',0,1.79552377513110589983e+09);
INSERT INTO "deliveries" VALUES(2,1,'message',2,'{"author":{"platform":"web","id":"KRLV7x5meT3EWU64","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795523775.222,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to see you. Are you coming tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',1,'','','shipped',0,1.79552377547066473965e+09);
INSERT INTO "deliveries" VALUES(3,1,'reactions',2,NULL,NULL,'','','done',0,1.79552377548398852348e+09);
INSERT INTO "deliveries" VALUES(4,1,'message',3,'{"author":{"platform":"web","id":"C04tbKJueckEMboD","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"an erased secret","entities":[]},"language":"en","written_at":1795523775.507,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一个秘密装置","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一個秘密裝置","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',NULL,'','','shipped',0,1.79552377560016965868e+09);
INSERT INTO "deliveries" VALUES(5,1,'delete',3,NULL,NULL,'','','done',0,1.79552377567035245892e+09);
INSERT INTO "deliveries" VALUES(6,1,'notice',NULL,NULL,NULL,'C04tbKJueckEMboD','','shipped',0,1.79552377585786771775e+09);
INSERT INTO "deliveries" VALUES(7,2,'notice',NULL,NULL,NULL,'kTb-2Pr18cx2QiiX','','shipped',0,1.79552377609203696251e+09);
INSERT INTO "deliveries" VALUES(8,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552377609203696251e+09);
INSERT INTO "deliveries" VALUES(9,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.7955237774482791424e+09);
INSERT INTO "deliveries" VALUES(10,2,'notice',NULL,NULL,NULL,'','','shipped',0,1.7955237774482791424e+09);
INSERT INTO "deliveries" VALUES(11,2,'message',4,'{"author":{"platform":"web","id":"kTb-2Pr18cx2QiiX","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795523778.952,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',NULL,'','','shipped',0,1.79552377916169309621e+09);
INSERT INTO "deliveries" VALUES(12,1,'message',4,'{"author":{"platform":"web","id":"kTb-2Pr18cx2QiiX","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795523778.952,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',NULL,'','','shipped',0,1.79552377916169309621e+09);
INSERT INTO "deliveries" VALUES(13,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552377932046222687e+09);
CREATE TABLE "inbox" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "payload" TEXT NOT NULL,
   "state" TEXT NOT NULL DEFAULT 'waiting',
   "received_at" REAL NOT NULL
) STRICT;
INSERT INTO "inbox" VALUES(1,'opened:eK0nQhIJrcwpdFqP','','done',1.79552377368433380123e+09);
INSERT INTO "inbox" VALUES(2,'joined:C04tbKJueckEMboD:5bf7776cd31fb009','','done',1.79552377369412374495e+09);
CREATE TABLE "keepers" (
   "room" INTEGER REFERENCES "rooms"("id"),
   "member" INTEGER REFERENCES "members"("id"),
   "by" TEXT NOT NULL,
   "at" REAL NOT NULL, by_member INTEGER REFERENCES members(id),
   PRIMARY KEY ("room", "member")
) STRICT;
CREATE TABLE "members" (
   "id" INTEGER PRIMARY KEY,
   "platform" TEXT NOT NULL,
   "native" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "avatar" TEXT NOT NULL DEFAULT '',
   "language" TEXT NOT NULL DEFAULT '',
   "person" INTEGER REFERENCES "people"("id"),
   "prior" TEXT NOT NULL DEFAULT '',
   "standing" TEXT NOT NULL DEFAULT '',
   "seen_at" REAL NOT NULL
) STRICT;
INSERT INTO "members" VALUES(1,'web','C04tbKJueckEMboD','Ann','','en',NULL,'{"zh":0.0,"en":1.97,"other":0.0}','',1.79552377922189855576e+09);
INSERT INTO "members" VALUES(2,'web','KRLV7x5meT3EWU64','小明','','zh-CN',NULL,'{"zh":1.0,"en":0.0,"other":0.0}','',1.79552377373147773742e+09);
INSERT INTO "members" VALUES(3,'web','kTb-2Pr18cx2QiiX','Bob','','en',NULL,'{"zh":0.0,"en":1.0,"other":0.0}','',1.79552377897702050216e+09);
CREATE TABLE "messages" (
   "id" INTEGER PRIMARY KEY,
   "room" INTEGER NOT NULL REFERENCES "rooms"("id"),
   "native" TEXT NOT NULL,
   "member" INTEGER NOT NULL REFERENCES "members"("id"),
   "language" TEXT NOT NULL,
   "content" TEXT,
   "reply_to" INTEGER REFERENCES "messages"("id"),
   "written_at" REAL NOT NULL,
   "edited_at" REAL,
   "deleted_at" REAL
) STRICT;
INSERT INTO "messages" VALUES(1,1,'C04tbKJueckEMboD.ask-1',1,'en','{"plain":"Hello from long ago, see you tomorrow!","entities":[]}',NULL,1795523773.742,NULL,NULL);
INSERT INTO "messages" VALUES(2,1,'KRLV7x5meT3EWU64.ask-1',2,'zh-Hans','{"plain":"好久不见，你今晚来吗？","entities":[]}',1,1795523775.222,NULL,NULL);
INSERT INTO "messages" VALUES(3,1,'C04tbKJueckEMboD.ask-3',1,'en',NULL,NULL,1795523775.507,NULL,1.7955237756701865196e+09);
INSERT INTO "messages" VALUES(4,2,'kTb-2Pr18cx2QiiX.ask-2',3,'en','{"plain":"A word across the bridge","entities":[]}',NULL,1795523778.952,NULL,NULL);
CREATE TABLE "people" (
   "id" INTEGER PRIMARY KEY,
   "created_at" REAL
) STRICT;
CREATE TABLE "reactions" (
   "message" INTEGER REFERENCES "messages"("id"),
   "member" INTEGER REFERENCES "members"("id"),
   "emoji" TEXT,
   "room" INTEGER NOT NULL REFERENCES "rooms"("id"),
   PRIMARY KEY ("message", "member", "emoji")
) STRICT;
INSERT INTO "reactions" VALUES(2,1,'👍',1);
CREATE TABLE "rooms" (
   "id" INTEGER PRIMARY KEY,
   "platform" TEXT NOT NULL,
   "native" TEXT NOT NULL,
   "title" TEXT NOT NULL DEFAULT '',
   "bridge" INTEGER REFERENCES "bridges"("id"),
   "state" TEXT NOT NULL DEFAULT 'open',
   "position" TEXT NOT NULL DEFAULT '',
   "reading" TEXT NOT NULL DEFAULT '',
   "override" TEXT NOT NULL DEFAULT '',
   "created_at" REAL NOT NULL
) STRICT;
INSERT INTO "rooms" VALUES(1,'web','eK0nQhIJrcwpdFqP','Old friends',1,'open','','{"chinese":0.99,"english":1.9801,"simplified":0.99,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552377369460368153e+09);
INSERT INTO "rooms" VALUES(2,'web','om5uQq-3TANm8Ksp','Second room',1,'open','','{"chinese":0.0,"english":1.0,"simplified":0.0,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552377575413155555e+09);
CREATE TABLE "sanctions" (
   "id" INTEGER PRIMARY KEY,
   "bridge" INTEGER,
   "room" INTEGER REFERENCES "rooms"("id"),
   "member" INTEGER NOT NULL REFERENCES "members"("id"),
   "kind" TEXT NOT NULL,
   "until" REAL NOT NULL,
   "by" TEXT NOT NULL,
   "reason" TEXT NOT NULL,
   "created_at" REAL NOT NULL,
   "lifted_at" REAL
, by_member INTEGER REFERENCES members(id), lifted_by TEXT NOT NULL DEFAULT '', lifted_by_member INTEGER REFERENCES members(id)) STRICT;
CREATE TABLE "shipments" (
   "id" INTEGER PRIMARY KEY,
   "room" INTEGER NOT NULL REFERENCES "rooms"("id"),
   "nonce" TEXT NOT NULL,
   "state" TEXT NOT NULL DEFAULT 'pending',
   "attempt" INTEGER NOT NULL DEFAULT 0,
   "reply_to" TEXT NOT NULL DEFAULT '',
   "after" TEXT NOT NULL DEFAULT '',
   "sent_at" REAL NOT NULL DEFAULT 0.0,
   "error" TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "shipments" VALUES(1,1,'64d6b6b64b237cda6c843991','sent',1,'','',1.79552377519131779672e+09,'');
INSERT INTO "shipments" VALUES(2,1,'e56b5f1ca967c93a3e8eca02','sent',1,'1','1',1.79552377547525620453e+09,'');
INSERT INTO "shipments" VALUES(3,1,'1c5a182ef14566b11bc45000','sent',1,'','2',1.79552377561499428753e+09,'');
INSERT INTO "shipments" VALUES(4,1,'78cbd08e72116269bdf69373','sent',1,'','3',1.79552377585943651202e+09,'');
INSERT INTO "shipments" VALUES(5,1,'2a89250a60d2f8ad552750d6','sent',1,'','4',1.79552377609394526484e+09,'');
INSERT INTO "shipments" VALUES(6,2,'2439c4cc2dcfc8c917449b2d','sent',1,'','',1.79552377609882164006e+09,'');
INSERT INTO "shipments" VALUES(7,1,'e7fd68eb64b9f256ab2cdf4c','sent',1,'','5',1.79552377746648240087e+09,'');
INSERT INTO "shipments" VALUES(8,2,'aba381c91c9b7af273d18e5d','sent',1,'','6',1.79552377749025726316e+09,'');
INSERT INTO "shipments" VALUES(9,2,'ce10c1a8975d3e18c49f3feb','sent',1,'','8',1.79552377917040634162e+09,'');
INSERT INTO "shipments" VALUES(10,1,'eef536dbb2e6bb9d92ed6fb6','sent',1,'','7',1.79552377917051362993e+09,'');
INSERT INTO "shipments" VALUES(11,1,'7908acc9d76fa4b47338e88a','sent',1,'','10',1.79552377933075332644e+09,'');
CREATE TABLE "term_changes" (
   "id" INTEGER PRIMARY KEY,
   "entry" INTEGER NOT NULL REFERENCES "terms"("id"),
   "batch" INTEGER,
   "deed" TEXT NOT NULL,
   "before" TEXT NOT NULL,
   "after" TEXT NOT NULL,
   "state_before" TEXT NOT NULL,
   "state_after" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   "member" INTEGER REFERENCES "members"("id"),
   "at" REAL NOT NULL,
   "undone" INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "term_changes" VALUES(1,1,1,'added','','zh	yyds	replace	GOAT		plain		high praise		','','active','Ann',1,1.79552377928587937353e+09,0);
CREATE TABLE "term_meetings" (
   "room" INTEGER REFERENCES "rooms"("id"),
   "term" TEXT,
   "message" TEXT NOT NULL,
   "at" REAL NOT NULL,
   PRIMARY KEY ("room", "term")
) STRICT;
CREATE TABLE "terms" (
   "id" INTEGER PRIMARY KEY,
   "reach" TEXT NOT NULL,
   "room" INTEGER REFERENCES "rooms"("id"),
   "state" TEXT NOT NULL,
   "term" TEXT NOT NULL,
   "by" TEXT NOT NULL,
   "member" INTEGER REFERENCES "members"("id"),
   "created_at" REAL NOT NULL
) STRICT;
INSERT INTO "terms" VALUES(1,'bridge',1,'active','zh	yyds	replace	GOAT		plain		high praise		','Ann',1,1.79552377928587937353e+09);
CREATE TABLE "web_discards" (
   "name" TEXT PRIMARY KEY
) STRICT;
CREATE TABLE web_entries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            room TEXT NOT NULL REFERENCES web_rooms(id),
            revision INTEGER NOT NULL,
            shipment INTEGER NOT NULL,
            number INTEGER NOT NULL,
            message INTEGER,
            content TEXT NOT NULL,
            created_at REAL NOT NULL,
            reply_to INTEGER,
            private_to TEXT NOT NULL,
            client TEXT NOT NULL,
            pinned INTEGER NOT NULL,
            deleted INTEGER NOT NULL,
            reactions TEXT NOT NULL,
            UNIQUE (shipment, number)
        ) STRICT
        ;
INSERT INTO "web_entries" VALUES(1,'eK0nQhIJrcwpdFqP',6,1,0,1,'{"author":{"platform":"web","id":"C04tbKJueckEMboD","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795523773.742,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"前几天，明天见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"前幾天，明天見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',1.79552377519285297395e+09,NULL,'','ask-1',1,0,'[]');
INSERT INTO "web_entries" VALUES(2,'eK0nQhIJrcwpdFqP',4,2,0,2,'{"author":{"platform":"web","id":"KRLV7x5meT3EWU64","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795523775.222,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to see you. Are you coming tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',1.79552377547618055349e+09,1,'','ask-1',0,0,'[]');
INSERT INTO "web_entries" VALUES(3,'eK0nQhIJrcwpdFqP',7,3,0,3,'{"author":null,"original":{"plain":"","entities":[]},"language":"none","written_at":1795523775.507,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',1.79552377562271952629e+09,NULL,'','ask-3',0,1,'[]');
INSERT INTO "web_entries" VALUES(9,'om5uQq-3TANm8Ksp',3,9,0,4,'{"author":{"platform":"web","id":"kTb-2Pr18cx2QiiX","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795523778.952,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',1.79552377917811703685e+09,NULL,'','ask-2',0,0,'[]');
INSERT INTO "web_entries" VALUES(10,'eK0nQhIJrcwpdFqP',11,10,0,4,'{"author":{"platform":"web","id":"kTb-2Pr18cx2QiiX","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795523778.952,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"replaces":null,"buttons":[]}',1.79552377917818808562e+09,NULL,'','ask-2',0,0,'[]');
CREATE TABLE "web_files" (
   "id" TEXT PRIMARY KEY,
   "room" TEXT NOT NULL REFERENCES "web_rooms"("id"),
   "member" TEXT NOT NULL REFERENCES "web_members"("id"),
   "name" TEXT NOT NULL,
   "mime" TEXT NOT NULL,
   "size" INTEGER NOT NULL,
   "width" INTEGER NOT NULL,
   "height" INTEGER NOT NULL,
   "created_at" REAL NOT NULL,
   "posted" INTEGER NOT NULL
) STRICT;
CREATE TABLE "web_invites" (
   "token" TEXT PRIMARY KEY,
   "room" TEXT NOT NULL REFERENCES "web_rooms"("id"),
   "current" INTEGER NOT NULL
) STRICT;
INSERT INTO "web_invites" VALUES('INx1eE7BV0ORZqPDxZGEMg','eK0nQhIJrcwpdFqP',1);
INSERT INTO "web_invites" VALUES('G0OXnHT31KH-6B4b3nrQRA','om5uQq-3TANm8Ksp',1);
CREATE TABLE "web_members" (
   "id" TEXT PRIMARY KEY,
   "room" TEXT NOT NULL REFERENCES "web_rooms"("id"),
   "session" TEXT NOT NULL,
   "name" TEXT NOT NULL,
   "folded" TEXT NOT NULL,
   "language" TEXT NOT NULL,
   "joined_at" REAL NOT NULL,
   "owner" INTEGER NOT NULL,
   "since" INTEGER NOT NULL,
   "standing" TEXT NOT NULL
) STRICT;
INSERT INTO "web_members" VALUES('C04tbKJueckEMboD','eK0nQhIJrcwpdFqP','54bb6e4a866bba1bded10a202f8030459c1b4d8509578344de9367e697ccdbdc','Ann','ann','en',1.7955237736711106301e+09,1,0,'here');
INSERT INTO "web_members" VALUES('KRLV7x5meT3EWU64','eK0nQhIJrcwpdFqP','1e81d65026772331b63e7afa0fe8d8e3695806e4f20f9d4e0b8f3554e7fd6e23','小明','小明','zh-CN',1.79552377372670650479e+09,0,0,'here');
INSERT INTO "web_members" VALUES('kTb-2Pr18cx2QiiX','om5uQq-3TANm8Ksp','6c04fdab5b97170c95e4e5c0e4a17883305f68857d7c161edda1cc3c0b3c931c','Bob','bob','en',1.79552377572306609155e+09,1,0,'here');
CREATE TABLE "web_posts" (
   "member" TEXT REFERENCES "web_members"("id"),
   "client" TEXT,
   "written_at" REAL NOT NULL,
   PRIMARY KEY ("member", "client")
) STRICT;
INSERT INTO "web_posts" VALUES('C04tbKJueckEMboD','ask-1',1795523773.742);
INSERT INTO "web_posts" VALUES('KRLV7x5meT3EWU64','ask-1',1795523775.222);
INSERT INTO "web_posts" VALUES('C04tbKJueckEMboD','ask-3',1795523775.507);
INSERT INTO "web_posts" VALUES('C04tbKJueckEMboD','ask-6',1795523775.823);
INSERT INTO "web_posts" VALUES('kTb-2Pr18cx2QiiX','ask-1',1795523775.883);
INSERT INTO "web_posts" VALUES('C04tbKJueckEMboD','ask-7',1795523777.442);
INSERT INTO "web_posts" VALUES('kTb-2Pr18cx2QiiX','ask-2',1795523778.952);
INSERT INTO "web_posts" VALUES('C04tbKJueckEMboD','ask-8',1795523779.206);
CREATE TABLE "web_reactions" (
   "entry" INTEGER REFERENCES "web_entries"("id"),
   "member" TEXT REFERENCES "web_members"("id"),
   "emoji" TEXT,
   "number" INTEGER NOT NULL,
   PRIMARY KEY ("entry", "member", "emoji")
) STRICT;
INSERT INTO "web_reactions" VALUES(2,'C04tbKJueckEMboD','👍',0);
CREATE TABLE "web_rooms" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT NOT NULL,
   "created_at" REAL NOT NULL,
   "history" INTEGER NOT NULL,
   "closed" INTEGER NOT NULL,
   "revision" INTEGER NOT NULL
) STRICT;
INSERT INTO "web_rooms" VALUES('eK0nQhIJrcwpdFqP','Old friends',1.79552377367101788528e+09,1,0,12);
INSERT INTO "web_rooms" VALUES('om5uQq-3TANm8Ksp','Second room',1.79552377572300744055e+09,1,0,3);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE UNIQUE INDEX "idx_rooms_platform_native"
    ON "rooms" ("platform", "native");
CREATE INDEX "idx_rooms_bridge"
    ON "rooms" ("bridge");
CREATE UNIQUE INDEX "idx_members_platform_native"
    ON "members" ("platform", "native");
CREATE INDEX "idx_members_person"
    ON "members" ("person");
CREATE INDEX "idx_codes_room"
    ON "codes" ("room");
CREATE INDEX "idx_sanctions_member"
    ON "sanctions" ("member");
CREATE UNIQUE INDEX "idx_inbox_key"
    ON "inbox" ("key");
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE UNIQUE INDEX "idx_messages_room_native"
    ON "messages" ("room", "native");
CREATE INDEX "idx_messages_member"
    ON "messages" ("member");
CREATE INDEX "idx_messages_reply_to"
    ON "messages" ("reply_to");
CREATE INDEX "idx_reactions_member"
    ON "reactions" ("member");
CREATE INDEX "idx_deliveries_message_room"
    ON "deliveries" ("message", "room");
CREATE INDEX deliveries_waiting ON deliveries (room, id) WHERE state = 'waiting';
CREATE INDEX deliveries_taken ON deliveries (room, id) WHERE state = 'taken';
CREATE UNIQUE INDEX "idx_shipments_nonce"
    ON "shipments" ("nonce");
CREATE INDEX shipments_open ON shipments (room, id) WHERE state IN ('pending', 'sending', 'unknown');
CREATE INDEX "idx_blocks_delivery"
    ON "blocks" ("delivery");
CREATE INDEX "idx_copies_room_native"
    ON "copies" ("room", "native");
CREATE INDEX "idx_copies_message_room"
    ON "copies" ("message", "room");
CREATE INDEX "idx_copies_shipment"
    ON "copies" ("shipment");
CREATE INDEX "idx_web_invites_room"
    ON "web_invites" ("room");
CREATE UNIQUE INDEX "idx_web_members_room_folded"
    ON "web_members" ("room", "folded");
CREATE INDEX "idx_web_members_session"
    ON "web_members" ("session");
CREATE INDEX "idx_web_entries_room_id"
    ON "web_entries" ("room", "id");
CREATE INDEX "idx_web_entries_room_revision"
    ON "web_entries" ("room", "revision");
CREATE INDEX "idx_web_entries_created_at"
    ON "web_entries" ("created_at");
CREATE UNIQUE INDEX "idx_web_posts_member_written_at"
    ON "web_posts" ("member", "written_at");
CREATE INDEX "idx_web_files_posted_created_at"
    ON "web_files" ("posted", "created_at");
CREATE INDEX "idx_terms_room_state"
    ON "terms" ("room", "state");
CREATE INDEX "idx_terms_member"
    ON "terms" ("member");
CREATE INDEX "idx_term_changes_entry"
    ON "term_changes" ("entry");
CREATE INDEX "idx_term_changes_batch"
    ON "term_changes" ("batch");
CREATE INDEX "idx_term_changes_member"
    ON "term_changes" ("member");
CREATE INDEX "idx_keepers_member"
    ON "keepers" ("member");
CREATE INDEX "idx_corrections_room_state"
    ON "corrections" ("room", "state");
CREATE INDEX "idx_corrections_member"
    ON "corrections" ("member");
CREATE INDEX "idx_messages_written_at_room_member"
    ON "messages" ("written_at", "room", "member");
CREATE INDEX "idx_corrections_message"
    ON "corrections" ("message");
CREATE INDEX messages_deleted ON messages (deleted_at) WHERE deleted_at IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('web_entries',11);
COMMIT;
