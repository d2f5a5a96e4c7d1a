-- As Magpie made it at 9d3f6a3.
-- {"invite": "sjEEkq8qJSE-smJe7FJT7Q", "member": "OMD-Ggw7zDrvBoH5", "cookies": {"magpie": "_PHt0MEfruRlbLPI6-ysW8TYfIu8mO7lJaAekt-HUA8"}, "linked": true}
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'magpie','0001_rooms_messages_outbox','2026-11-24 11:52:32.361439+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'magpie','0002_messages_by_time','2026-11-24 11:52:32.372818+00:00');
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
INSERT INTO "bridges" VALUES(1,1.79552115927402114871e+09);
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
) STRICT;
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
INSERT INTO "deliveries" VALUES(1,1,'message',1,'{"author":{"platform":"web","id":"OMD-Ggw7zDrvBoH5","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521156.697,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"前几天，明天见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"前幾天，明天見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',NULL,'','','shipped',0,1.79552115703807520872e+09);
INSERT INTO "deliveries" VALUES(2,1,'message',2,'{"author":{"platform":"web","id":"qxjqBHS4XzKhJR7_","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521157.075,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to see you. Are you coming tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[],"buttons":[]}',1,'','','shipped',0,1.79552115713942384714e+09);
INSERT INTO "deliveries" VALUES(3,1,'reactions',2,NULL,NULL,'','','done',0,1.79552115721462392803e+09);
INSERT INTO "deliveries" VALUES(4,1,'message',3,'{"author":{"platform":"web","id":"OMD-Ggw7zDrvBoH5","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"an erased secret","entities":[]},"language":"en","written_at":1795521157.231,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一个秘密装置","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一個秘密裝置","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',NULL,'','','shipped',0,1.79552115728115463258e+09);
INSERT INTO "deliveries" VALUES(5,1,'delete',3,NULL,NULL,'','','done',0,1.79552115735832548137e+09);
INSERT INTO "deliveries" VALUES(6,1,'notice',NULL,NULL,NULL,'OMD-Ggw7zDrvBoH5','','shipped',0,1795521157.7142);
INSERT INTO "deliveries" VALUES(7,2,'notice',NULL,NULL,NULL,'9fUgMvpgjhPSoQ9Z','','shipped',0,1.79552115786484837531e+09);
INSERT INTO "deliveries" VALUES(8,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552115786484837531e+09);
INSERT INTO "deliveries" VALUES(9,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552115928001713757e+09);
INSERT INTO "deliveries" VALUES(10,2,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552115928001713757e+09);
INSERT INTO "deliveries" VALUES(11,2,'message',4,'{"author":{"platform":"web","id":"9fUgMvpgjhPSoQ9Z","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521160.778,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',NULL,'','','shipped',0,1.7955211608063554764e+09);
INSERT INTO "deliveries" VALUES(12,1,'message',4,'{"author":{"platform":"web","id":"9fUgMvpgjhPSoQ9Z","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521160.778,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',NULL,'','','shipped',0,1.7955211608063554764e+09);
INSERT INTO "deliveries" VALUES(13,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552116088758277894e+09);
CREATE TABLE "inbox" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "payload" TEXT NOT NULL,
   "state" TEXT NOT NULL DEFAULT 'waiting',
   "received_at" REAL NOT NULL
) STRICT;
INSERT INTO "inbox" VALUES(1,'opened:shGZSoIbo_P1rR3K','','done',1.79552115662288212772e+09);
INSERT INTO "inbox" VALUES(2,'joined:OMD-Ggw7zDrvBoH5:dab0de598921809c','','done',1.79552115663813304903e+09);
CREATE TABLE "keepers" (
   "room" INTEGER REFERENCES "rooms"("id"),
   "member" INTEGER REFERENCES "members"("id"),
   "by" TEXT NOT NULL,
   "at" REAL NOT NULL,
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
INSERT INTO "members" VALUES(1,'web','OMD-Ggw7zDrvBoH5','Ann','','en',NULL,'{"zh":0.0,"en":1.97,"other":0.0}','',1795521160.85657);
INSERT INTO "members" VALUES(2,'web','qxjqBHS4XzKhJR7_','小明','','zh-CN',NULL,'{"zh":1.0,"en":0.0,"other":0.0}','',1.79552115669233822818e+09);
INSERT INTO "members" VALUES(3,'web','9fUgMvpgjhPSoQ9Z','Bob','','en',NULL,'{"zh":0.0,"en":1.0,"other":0.0}','',1.79552116078142094614e+09);
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
INSERT INTO "messages" VALUES(1,1,'OMD-Ggw7zDrvBoH5.ask-1',1,'en','{"plain":"Hello from long ago, see you tomorrow!","entities":[]}',NULL,1795521156.697,NULL,NULL);
INSERT INTO "messages" VALUES(2,1,'qxjqBHS4XzKhJR7_.ask-1',2,'zh-Hans','{"plain":"好久不见，你今晚来吗？","entities":[]}',1,1795521157.075,NULL,NULL);
INSERT INTO "messages" VALUES(3,1,'OMD-Ggw7zDrvBoH5.ask-3',1,'en',NULL,NULL,1795521157.231,NULL,1.795521157358219862e+09);
INSERT INTO "messages" VALUES(4,2,'9fUgMvpgjhPSoQ9Z.ask-2',3,'en','{"plain":"A word across the bridge","entities":[]}',NULL,1795521160.778,NULL,NULL);
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
INSERT INTO "rooms" VALUES(1,'web','shGZSoIbo_P1rR3K','Old friends',1,'open','','{"chinese":0.99,"english":1.9801,"simplified":0.99,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552115664427971832e+09);
INSERT INTO "rooms" VALUES(2,'web','Y0wKqwAwQ7_N2zXh','Second room',1,'open','','{"chinese":0.0,"english":1.0,"simplified":0.0,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.7955211575664041042e+09);
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
INSERT INTO "shipments" VALUES(1,1,'24ed01a18a873bac566ed520','sent',1,'','',1.7955211570662388802e+09,'');
INSERT INTO "shipments" VALUES(2,1,'792957d7bd8100723e20f3bb','sent',1,'1','1',1.79552115716273593898e+09,'');
INSERT INTO "shipments" VALUES(3,1,'f154f07a7e7c0048efaa0cc7','sent',1,'','2',1.79552115731180858613e+09,'');
INSERT INTO "shipments" VALUES(4,1,'cf9749e02366883e6cf11f58','sent',1,'','3',1.79552115771622014042e+09,'');
INSERT INTO "shipments" VALUES(5,1,'93059db550dc69b3cfeec1fb','sent',1,'','4',1.7955211579431948662e+09,'');
INSERT INTO "shipments" VALUES(6,2,'476dfc3b5183f8ab213c3d08','sent',1,'','',1.79552115795101881025e+09,'');
INSERT INTO "shipments" VALUES(7,1,'6c4379eef9e577daad2c23af','sent',1,'','5',1.79552115928088092807e+09,'');
INSERT INTO "shipments" VALUES(8,2,'38bda4486567ebc2ec3f964d','sent',1,'','6',1.79552115928105568889e+09,'');
INSERT INTO "shipments" VALUES(9,2,'3ac71d714054c71c2aa0a71e','sent',1,'','8',1.79552116081468296051e+09,'');
INSERT INTO "shipments" VALUES(10,1,'ff5332375ce081ecd0a4f5df','sent',1,'','7',1.79552116081475424767e+09,'');
INSERT INTO "shipments" VALUES(11,1,'fc01f0a064409278b63184aa','sent',1,'','10',1.79552116089096236231e+09,'');
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
INSERT INTO "term_changes" VALUES(1,1,1,'added','','zh	yyds	replace	GOAT		plain		high praise		','','active','Ann',1,1.79552116087524080275e+09,0);
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
INSERT INTO "terms" VALUES(1,'bridge',1,'active','zh	yyds	replace	GOAT		plain		high praise		','Ann',1,1.79552116087524080275e+09);
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
INSERT INTO "web_entries" VALUES(1,'shGZSoIbo_P1rR3K',6,1,0,1,'{"author":{"platform":"web","id":"OMD-Ggw7zDrvBoH5","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521156.697,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"前几天，明天见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"前幾天，明天見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',1.79552115706755518911e+09,NULL,'','ask-1',1,0,'[]');
INSERT INTO "web_entries" VALUES(2,'shGZSoIbo_P1rR3K',4,2,0,2,'{"author":{"platform":"web","id":"qxjqBHS4XzKhJR7_","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521157.075,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to see you. Are you coming tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[],"buttons":[]}',1.79552115717438340184e+09,1,'','ask-1',0,0,'[]');
INSERT INTO "web_entries" VALUES(3,'shGZSoIbo_P1rR3K',7,3,0,3,'{"author":{"platform":"web","id":"OMD-Ggw7zDrvBoH5","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"","entities":[]},"language":"none","written_at":1795521157.231,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',1.79552115733013606078e+09,NULL,'','ask-3',0,1,'[]');
INSERT INTO "web_entries" VALUES(9,'Y0wKqwAwQ7_N2zXh',3,9,0,4,'{"author":{"platform":"web","id":"9fUgMvpgjhPSoQ9Z","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521160.778,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',1.7955211608207483292e+09,NULL,'','ask-2',0,0,'[]');
INSERT INTO "web_entries" VALUES(10,'shGZSoIbo_P1rR3K',11,10,0,4,'{"author":{"platform":"web","id":"9fUgMvpgjhPSoQ9Z","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521160.778,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[],"buttons":[]}',1.79552116082082462308e+09,NULL,'','ask-2',0,0,'[]');
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
INSERT INTO "web_invites" VALUES('sjEEkq8qJSE-smJe7FJT7Q','shGZSoIbo_P1rR3K',1);
INSERT INTO "web_invites" VALUES('yXiqNhEUnqi04y5Mnsi_0g','Y0wKqwAwQ7_N2zXh',1);
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
INSERT INTO "web_members" VALUES('OMD-Ggw7zDrvBoH5','shGZSoIbo_P1rR3K','f99330cb580fda2136dd5d082266ef3bf4bad09254f7babc62c40d8680304149','Ann','ann','en',1.79552115659340333938e+09,1,0,'here');
INSERT INTO "web_members" VALUES('qxjqBHS4XzKhJR7_','shGZSoIbo_P1rR3K','ee6edf54880aa9871fab0350f02ddd907fe7308237fff61b6ebcd6dc867a8777','小明','小明','zh-CN',1.79552115665786671643e+09,0,0,'here');
INSERT INTO "web_members" VALUES('9fUgMvpgjhPSoQ9Z','Y0wKqwAwQ7_N2zXh','5400a1cf0016095743f1fb7ac62009710546ebed24cb513c86edcd736968e5a1','Bob','bob','en',1.79552115739436459534e+09,1,0,'here');
CREATE TABLE "web_posts" (
   "member" TEXT REFERENCES "web_members"("id"),
   "client" TEXT,
   "written_at" REAL NOT NULL,
   PRIMARY KEY ("member", "client")
) STRICT;
INSERT INTO "web_posts" VALUES('OMD-Ggw7zDrvBoH5','ask-1',1795521156.697);
INSERT INTO "web_posts" VALUES('qxjqBHS4XzKhJR7_','ask-1',1795521157.075);
INSERT INTO "web_posts" VALUES('OMD-Ggw7zDrvBoH5','ask-3',1795521157.231);
INSERT INTO "web_posts" VALUES('OMD-Ggw7zDrvBoH5','ask-6',1795521157.576);
INSERT INTO "web_posts" VALUES('9fUgMvpgjhPSoQ9Z','ask-1',1795521157.738);
INSERT INTO "web_posts" VALUES('OMD-Ggw7zDrvBoH5','ask-7',1795521159.254);
INSERT INTO "web_posts" VALUES('9fUgMvpgjhPSoQ9Z','ask-2',1795521160.778);
INSERT INTO "web_posts" VALUES('OMD-Ggw7zDrvBoH5','ask-8',1795521160.832);
CREATE TABLE "web_reactions" (
   "entry" INTEGER REFERENCES "web_entries"("id"),
   "member" TEXT REFERENCES "web_members"("id"),
   "emoji" TEXT,
   "number" INTEGER NOT NULL,
   PRIMARY KEY ("entry", "member", "emoji")
) STRICT;
INSERT INTO "web_reactions" VALUES(2,'OMD-Ggw7zDrvBoH5','👍',0);
CREATE TABLE "web_rooms" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT NOT NULL,
   "created_at" REAL NOT NULL,
   "history" INTEGER NOT NULL,
   "closed" INTEGER NOT NULL,
   "revision" INTEGER NOT NULL
) STRICT;
INSERT INTO "web_rooms" VALUES('shGZSoIbo_P1rR3K','Old friends',1.79552115659335160256e+09,1,0,12);
INSERT INTO "web_rooms" VALUES('Y0wKqwAwQ7_N2zXh','Second room',1.79552115739431238173e+09,1,0,3);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('web_entries',11);
COMMIT;
