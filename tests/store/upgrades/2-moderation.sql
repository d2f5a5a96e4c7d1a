-- As Magpie made it at 33b67a4.
-- {"invite": "6hlgZcAyjv2_w6wsLEkNRQ", "member": "jg3N8Fz9yiblGtxI", "cookies": {"magpie": "VFmFIJCw1ElPqwHImyVZXVq8-ZIUFRDDyQutAUs-bps"}, "linked": true}
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'magpie','0001_rooms_messages_outbox','2026-11-24 11:51:31.645627+00:00');
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
INSERT INTO "blocks" VALUES(7,0,10,0,1,0,109,1);
INSERT INTO "blocks" VALUES(8,0,9,0,1,0,109,1);
INSERT INTO "blocks" VALUES(9,0,11,0,1,0,0,1);
INSERT INTO "blocks" VALUES(10,0,12,0,1,0,0,1);
CREATE TABLE "bridges" (
   "id" INTEGER PRIMARY KEY,
   "created_at" REAL
) STRICT;
INSERT INTO "bridges" VALUES(1,1.79552109589519190793e+09);
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
INSERT INTO "copies" VALUES(6,7,2,'7',NULL,0);
INSERT INTO "copies" VALUES(7,8,1,'8',NULL,0);
INSERT INTO "copies" VALUES(8,9,2,'9',4,0);
INSERT INTO "copies" VALUES(9,10,1,'10',4,0);
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
   "created_at" REAL NOT NULL
) STRICT;
INSERT INTO "deliveries" VALUES(1,1,'message',1,'{"author":{"platform":"web","id":"jg3N8Fz9yiblGtxI","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521094.105,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"明天你好久前，再见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"明天你好久前，再見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.7955210942935824394e+09);
INSERT INTO "deliveries" VALUES(2,1,'message',2,'{"author":{"platform":"web","id":"HFtsnVevj_BFxlxZ","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521094.298,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to meet you. You come tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1,'','','shipped',1.79552109431464147564e+09);
INSERT INTO "deliveries" VALUES(3,1,'reactions',2,NULL,NULL,'','','done',1.79552109433662247656e+09);
INSERT INTO "deliveries" VALUES(4,1,'message',3,'{"author":{"platform":"web","id":"jg3N8Fz9yiblGtxI","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"an erased secret","entities":[]},"language":"en","written_at":1795521094.339,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"秘书被关了","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"秘書被關了","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552109434947919841e+09);
INSERT INTO "deliveries" VALUES(5,1,'delete',3,NULL,NULL,'','','done',1.79552109435639309885e+09);
INSERT INTO "deliveries" VALUES(6,1,'notice',NULL,NULL,NULL,'jg3N8Fz9yiblGtxI','','shipped',1.79552109438232851031e+09);
INSERT INTO "deliveries" VALUES(7,2,'notice',NULL,NULL,NULL,'3-NO9EzCPWTMMGWg','','shipped',1.79552109439632558824e+09);
INSERT INTO "deliveries" VALUES(8,1,'notice',NULL,NULL,NULL,'','','shipped',1.79552109439632558824e+09);
INSERT INTO "deliveries" VALUES(9,1,'notice',NULL,NULL,NULL,'','','shipped',1.79552109589655709267e+09);
INSERT INTO "deliveries" VALUES(10,2,'notice',NULL,NULL,NULL,'','','shipped',1.79552109589655709267e+09);
INSERT INTO "deliveries" VALUES(11,2,'message',4,'{"author":{"platform":"web","id":"3-NO9EzCPWTMMGWg","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521097.397,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552109741420054438e+09);
INSERT INTO "deliveries" VALUES(12,1,'message',4,'{"author":{"platform":"web","id":"3-NO9EzCPWTMMGWg","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521097.397,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552109741420054438e+09);
CREATE TABLE "inbox" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "payload" TEXT NOT NULL,
   "state" TEXT NOT NULL DEFAULT 'waiting',
   "received_at" REAL NOT NULL
) STRICT;
INSERT INTO "inbox" VALUES(1,'opened:KYUHaIMBedsOr1Oq','','done',1.79552109398994326591e+09);
INSERT INTO "inbox" VALUES(2,'joined:jg3N8Fz9yiblGtxI:463ed736e2cc4a3b','','done',1.79552109399065494533e+09);
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
INSERT INTO "members" VALUES(1,'web','jg3N8Fz9yiblGtxI','Ann','','en',NULL,'{"zh":0.0,"en":1.97,"other":0.0}','',1.79552109400429511071e+09);
INSERT INTO "members" VALUES(2,'web','HFtsnVevj_BFxlxZ','小明','','zh-CN',NULL,'{"zh":1.0,"en":0.0,"other":0.0}','',1.79552109410191082948e+09);
INSERT INTO "members" VALUES(3,'web','3-NO9EzCPWTMMGWg','Bob','','en',NULL,'{"zh":0.0,"en":1.0,"other":0.0}','',1.79552109739951944351e+09);
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
INSERT INTO "messages" VALUES(1,1,'jg3N8Fz9yiblGtxI.ask-1',1,'en','{"plain":"Hello from long ago, see you tomorrow!","entities":[]}',NULL,1795521094.105,NULL,NULL);
INSERT INTO "messages" VALUES(2,1,'HFtsnVevj_BFxlxZ.ask-1',2,'zh-Hans','{"plain":"好久不见，你今晚来吗？","entities":[]}',1,1795521094.298,NULL,NULL);
INSERT INTO "messages" VALUES(3,1,'jg3N8Fz9yiblGtxI.ask-3',1,'en',NULL,NULL,1795521094.339,NULL,1.79552109435633134842e+09);
INSERT INTO "messages" VALUES(4,2,'3-NO9EzCPWTMMGWg.ask-2',3,'en','{"plain":"A word across the bridge","entities":[]}',NULL,1795521097.397,NULL,NULL);
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
INSERT INTO "rooms" VALUES(1,'web','KYUHaIMBedsOr1Oq','Old friends',1,'open','','{"chinese":0.99,"english":1.9801,"simplified":0.99,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552109399394202232e+09);
INSERT INTO "rooms" VALUES(2,'web','1dJCHQ_DLOzm6YGc','Second room',1,'open','','{"chinese":0.0,"english":1.0,"simplified":0.0,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552109436789941784e+09);
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
) STRICT;
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
INSERT INTO "shipments" VALUES(1,1,'448f2ec7e81760b68752f7a7','sent',1,'','',1.79552109429513311383e+09,'');
INSERT INTO "shipments" VALUES(2,1,'b90ceb286e8a341eb7e2b5d4','sent',1,'1','1',1.79552109431684064864e+09,'');
INSERT INTO "shipments" VALUES(3,1,'244d64aa424f15826f9b45a3','sent',1,'','2',1.79552109435219883924e+09,'');
INSERT INTO "shipments" VALUES(4,1,'b40ed706f8d73c5386f3eb7b','sent',1,'','2',1.79552109438342094418e+09,'');
INSERT INTO "shipments" VALUES(5,1,'76cfe0182a6eee06a058b8ed','sent',1,'','4',1.79552109439752316478e+09,'');
INSERT INTO "shipments" VALUES(6,2,'d6bd1dbeae830f03c6fbc93d','sent',1,'','',1.79552109439801526073e+09,'');
INSERT INTO "shipments" VALUES(7,2,'9995420a172ed108b1ea32b5','sent',1,'','6',1.79552109589802837367e+09,'');
INSERT INTO "shipments" VALUES(8,1,'ae8de05e74b4046c4b75d82b','sent',1,'','5',1.7955210958982665538e+09,'');
INSERT INTO "shipments" VALUES(9,2,'e808d4e2b4f7c2db57c53a57','sent',1,'','7',1.79552109741534829138e+09,'');
INSERT INTO "shipments" VALUES(10,1,'090f5255fa4fb694b1e06875','sent',1,'','8',1.79552109741538119314e+09,'');
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
INSERT INTO "web_entries" VALUES(1,'KYUHaIMBedsOr1Oq',7,1,0,1,'{"author":{"platform":"web","id":"jg3N8Fz9yiblGtxI","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521094.105,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"明天你好久前，再见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"明天你好久前，再見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552109429578757283e+09,NULL,'','ask-1',1,0,'[]');
INSERT INTO "web_entries" VALUES(2,'KYUHaIMBedsOr1Oq',4,2,0,2,'{"author":{"platform":"web","id":"HFtsnVevj_BFxlxZ","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521094.298,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to meet you. You come tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1.79552109431906914711e+09,1,'','ask-1',0,0,'[]');
INSERT INTO "web_entries" VALUES(3,'KYUHaIMBedsOr1Oq',6,3,0,3,'{"author":{"platform":"web","id":"jg3N8Fz9yiblGtxI","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"","entities":[]},"language":"none","written_at":1795521094.339,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552109435276103024e+09,NULL,'','ask-3',0,1,'[]');
INSERT INTO "web_entries" VALUES(9,'1dJCHQ_DLOzm6YGc',3,9,0,4,'{"author":{"platform":"web","id":"3-NO9EzCPWTMMGWg","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521097.397,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552109741593217849e+09,NULL,'','ask-2',0,0,'[]');
INSERT INTO "web_entries" VALUES(10,'KYUHaIMBedsOr1Oq',11,10,0,4,'{"author":{"platform":"web","id":"3-NO9EzCPWTMMGWg","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521097.397,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552109741600847241e+09,NULL,'','ask-2',0,0,'[]');
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
INSERT INTO "web_invites" VALUES('6hlgZcAyjv2_w6wsLEkNRQ','KYUHaIMBedsOr1Oq',1);
INSERT INTO "web_invites" VALUES('blhsZcGoeJK2IBiwwh4MnA','1dJCHQ_DLOzm6YGc',1);
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
INSERT INTO "web_members" VALUES('jg3N8Fz9yiblGtxI','KYUHaIMBedsOr1Oq','a6617f428c44dc0d858c2e0d15b261cb10f7578981c72c469c07392f8a403b54','Ann','ann','en',1.79552109396159291273e+09,1,0,'here');
INSERT INTO "web_members" VALUES('HFtsnVevj_BFxlxZ','KYUHaIMBedsOr1Oq','06cbc8b9b1857b6706d37f49179d332811142088697ba906c383509a4d4c3335','小明','小明','zh-CN',1.79552109409803104401e+09,0,0,'here');
INSERT INTO "web_members" VALUES('3-NO9EzCPWTMMGWg','1dJCHQ_DLOzm6YGc','c7ac22dd481d831343483c6c6abeb814bcc280b3a8da40dada7802fc125e0b67','Bob','bob','en',1.79552109436670565608e+09,1,0,'here');
CREATE TABLE "web_posts" (
   "member" TEXT REFERENCES "web_members"("id"),
   "client" TEXT,
   "written_at" REAL NOT NULL,
   PRIMARY KEY ("member", "client")
) STRICT;
INSERT INTO "web_posts" VALUES('jg3N8Fz9yiblGtxI','ask-1',1795521094.105);
INSERT INTO "web_posts" VALUES('HFtsnVevj_BFxlxZ','ask-1',1795521094.298);
INSERT INTO "web_posts" VALUES('jg3N8Fz9yiblGtxI','ask-3',1795521094.339);
INSERT INTO "web_posts" VALUES('jg3N8Fz9yiblGtxI','ask-6',1795521094.373);
INSERT INTO "web_posts" VALUES('3-NO9EzCPWTMMGWg','ask-1',1795521094.386);
INSERT INTO "web_posts" VALUES('jg3N8Fz9yiblGtxI','ask-7',1795521095.892);
INSERT INTO "web_posts" VALUES('3-NO9EzCPWTMMGWg','ask-2',1795521097.397);
CREATE TABLE "web_reactions" (
   "entry" INTEGER REFERENCES "web_entries"("id"),
   "member" TEXT REFERENCES "web_members"("id"),
   "emoji" TEXT,
   "number" INTEGER NOT NULL,
   PRIMARY KEY ("entry", "member", "emoji")
) STRICT;
INSERT INTO "web_reactions" VALUES(2,'jg3N8Fz9yiblGtxI','👍',0);
CREATE TABLE "web_rooms" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT NOT NULL,
   "created_at" REAL NOT NULL,
   "history" INTEGER NOT NULL,
   "closed" INTEGER NOT NULL,
   "revision" INTEGER NOT NULL
) STRICT;
INSERT INTO "web_rooms" VALUES('KYUHaIMBedsOr1Oq','Old friends',1.79552109396154284479e+09,1,0,11);
INSERT INTO "web_rooms" VALUES('1dJCHQ_DLOzm6YGc','Second room',1.79552109436665701868e+09,1,0,3);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('web_entries',10);
COMMIT;
