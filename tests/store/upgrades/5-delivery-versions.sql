-- As Magpie made it at bc9a360.
-- {"invite": "d8VGqefddXYrLb3K-NaoCg", "member": "rm8VSAcLbVlpMkhu", "cookies": {"magpie": "tIX6QSwxghGBZysaWC-GgWrzb6RVG6826WXadW7LXOg"}, "linked": true}
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'magpie','0001_rooms_messages_outbox','2026-11-24 11:52:12.006967+00:00');
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
INSERT INTO "blocks" VALUES(9,0,12,0,1,0,0,1);
INSERT INTO "blocks" VALUES(10,0,11,0,1,0,0,1);
INSERT INTO "blocks" VALUES(11,0,13,0,1,0,96,1);
CREATE TABLE "bridges" (
   "id" INTEGER PRIMARY KEY,
   "created_at" REAL
) STRICT;
INSERT INTO "bridges" VALUES(1,1.79552114044282317166e+09);
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
INSERT INTO "copies" VALUES(8,9,1,'9',4,0);
INSERT INTO "copies" VALUES(9,10,2,'10',4,0);
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
INSERT INTO "deliveries" VALUES(1,1,'message',1,'{"author":{"platform":"web","id":"rm8VSAcLbVlpMkhu","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521137.831,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"前几天，明天见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"前幾天，明天見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',0,1.79552113834814453126e+09);
INSERT INTO "deliveries" VALUES(2,1,'message',2,'{"author":{"platform":"web","id":"cy5QjXT7ECtX09X3","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521138.366,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to see you. Are you coming tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1,'','','shipped',0,1.79552113863573360448e+09);
INSERT INTO "deliveries" VALUES(3,1,'reactions',2,NULL,NULL,'','','done',0,1.79552113870873045926e+09);
INSERT INTO "deliveries" VALUES(4,1,'message',3,'{"author":{"platform":"web","id":"rm8VSAcLbVlpMkhu","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"an erased secret","entities":[]},"language":"en","written_at":1795521138.729,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一个秘密装置","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一個秘密裝置","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',0,1.79552113885573387148e+09);
INSERT INTO "deliveries" VALUES(5,1,'delete',3,NULL,NULL,'','','done',0,1.79552113887719702722e+09);
INSERT INTO "deliveries" VALUES(6,1,'notice',NULL,NULL,NULL,'rm8VSAcLbVlpMkhu','','shipped',0,1.79552113889512538914e+09);
INSERT INTO "deliveries" VALUES(7,2,'notice',NULL,NULL,NULL,'9wYDlRQAIDdfjM0O','','shipped',0,1.79552113891893911365e+09);
INSERT INTO "deliveries" VALUES(8,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552113891893911365e+09);
INSERT INTO "deliveries" VALUES(9,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552114044411087034e+09);
INSERT INTO "deliveries" VALUES(10,2,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552114044411087034e+09);
INSERT INTO "deliveries" VALUES(11,2,'message',4,'{"author":{"platform":"web","id":"9wYDlRQAIDdfjM0O","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521141.943,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',0,1.79552114197890281674e+09);
INSERT INTO "deliveries" VALUES(12,1,'message',4,'{"author":{"platform":"web","id":"9wYDlRQAIDdfjM0O","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521141.943,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',0,1.79552114197890281674e+09);
INSERT INTO "deliveries" VALUES(13,1,'notice',NULL,NULL,NULL,'','','shipped',0,1.79552114200394368178e+09);
CREATE TABLE "inbox" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "payload" TEXT NOT NULL,
   "state" TEXT NOT NULL DEFAULT 'waiting',
   "received_at" REAL NOT NULL
) STRICT;
INSERT INTO "inbox" VALUES(1,'opened:Qw6LGPJRf_hK1Pk3','','done',1.79552113762623095517e+09);
INSERT INTO "inbox" VALUES(2,'joined:rm8VSAcLbVlpMkhu:641f3deae42ca09e','','done',1.79552113764613080026e+09);
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
INSERT INTO "members" VALUES(1,'web','rm8VSAcLbVlpMkhu','Ann','','en',NULL,'{"zh":0.0,"en":1.97,"other":0.0}','',1.79552114199019360535e+09);
INSERT INTO "members" VALUES(2,'web','cy5QjXT7ECtX09X3','小明','','zh-CN',NULL,'{"zh":1.0,"en":0.0,"other":0.0}','',1.7955211377904345989e+09);
INSERT INTO "members" VALUES(3,'web','9wYDlRQAIDdfjM0O','Bob','','en',NULL,'{"zh":0.0,"en":1.0,"other":0.0}','',1.79552114194517803196e+09);
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
INSERT INTO "messages" VALUES(1,1,'rm8VSAcLbVlpMkhu.ask-1',1,'en','{"plain":"Hello from long ago, see you tomorrow!","entities":[]}',NULL,1795521137.831,NULL,NULL);
INSERT INTO "messages" VALUES(2,1,'cy5QjXT7ECtX09X3.ask-1',2,'zh-Hans','{"plain":"好久不见，你今晚来吗？","entities":[]}',1,1795521138.366,NULL,NULL);
INSERT INTO "messages" VALUES(3,1,'rm8VSAcLbVlpMkhu.ask-3',1,'en',NULL,NULL,1795521138.729,NULL,1.79552113887712121013e+09);
INSERT INTO "messages" VALUES(4,2,'9wYDlRQAIDdfjM0O.ask-2',3,'en','{"plain":"A word across the bridge","entities":[]}',NULL,1795521141.943,NULL,NULL);
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
INSERT INTO "rooms" VALUES(1,'web','Qw6LGPJRf_hK1Pk3','Old friends',1,'open','','{"chinese":0.99,"english":1.9801,"simplified":0.99,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552113764634275428e+09);
INSERT INTO "rooms" VALUES(2,'web','75I_bzxGoR68qLGJ','Second room',1,'open','','{"chinese":0.0,"english":1.0,"simplified":0.0,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552113888653039927e+09);
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
INSERT INTO "shipments" VALUES(1,1,'54dd61af847f0f89c9d2d102','sent',1,'','',1.79552113835935163495e+09,'');
INSERT INTO "shipments" VALUES(2,1,'51c79ade9ce0d7c093cca415','sent',1,'1','1',1.79552113863944363589e+09,'');
INSERT INTO "shipments" VALUES(3,1,'100ceca5c0d3986f24e54d8e','sent',1,'','2',1.7955211388722698688e+09,'');
INSERT INTO "shipments" VALUES(4,1,'800ac76d154f2a5e91ba6be5','sent',1,'','2',1.79552113889636588096e+09,'');
INSERT INTO "shipments" VALUES(5,1,'70702c3b8ea03b5a80eaf696','sent',1,'','4',1.79552113892177271844e+09,'');
INSERT INTO "shipments" VALUES(6,2,'f15eb940674f82276aa481ba','sent',1,'','',1.79552113892272067066e+09,'');
INSERT INTO "shipments" VALUES(7,1,'a6276bae09a9b57f52054085','sent',1,'','5',1.79552114045083093646e+09,'');
INSERT INTO "shipments" VALUES(8,2,'36dabf99af02ab5c8665fc7d','sent',1,'','6',1.79552114045110273359e+09,'');
INSERT INTO "shipments" VALUES(9,1,'d69473e3b454ea1441701290','sent',1,'','7',1.79552114198612213129e+09,'');
INSERT INTO "shipments" VALUES(10,2,'4de44b74ff9884e88fb13d55','sent',1,'','8',1.79552114198615837097e+09,'');
INSERT INTO "shipments" VALUES(11,1,'4b027e8100b2c8861900ffae','sent',1,'','9',1.79552114200502610204e+09,'');
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
INSERT INTO "term_changes" VALUES(1,1,1,'added','','zh	yyds	replace	GOAT		plain		high praise		','','active','Ann',1,1.79552114199538373952e+09,0);
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
INSERT INTO "terms" VALUES(1,'bridge',1,'active','zh	yyds	replace	GOAT		plain		high praise		','Ann',1,1.79552114199538373952e+09);
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
INSERT INTO "web_entries" VALUES(1,'Qw6LGPJRf_hK1Pk3',6,1,0,1,'{"author":{"platform":"web","id":"rm8VSAcLbVlpMkhu","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521137.831,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"前几天，明天见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"前幾天，明天見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552113836008501055e+09,NULL,'','ask-1',1,0,'[]');
INSERT INTO "web_entries" VALUES(2,'Qw6LGPJRf_hK1Pk3',4,2,0,2,'{"author":{"platform":"web","id":"cy5QjXT7ECtX09X3","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521138.366,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to see you. Are you coming tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1.79552113866630244252e+09,1,'','ask-1',0,0,'[]');
INSERT INTO "web_entries" VALUES(3,'Qw6LGPJRf_hK1Pk3',7,3,0,3,'{"author":{"platform":"web","id":"rm8VSAcLbVlpMkhu","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"","entities":[]},"language":"none","written_at":1795521138.729,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552113887343955042e+09,NULL,'','ask-3',0,1,'[]');
INSERT INTO "web_entries" VALUES(9,'Qw6LGPJRf_hK1Pk3',11,9,0,4,'{"author":{"platform":"web","id":"9wYDlRQAIDdfjM0O","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521141.943,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552114198676276207e+09,NULL,'','ask-2',0,0,'[]');
INSERT INTO "web_entries" VALUES(10,'75I_bzxGoR68qLGJ',3,10,0,4,'{"author":{"platform":"web","id":"9wYDlRQAIDdfjM0O","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521141.943,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一声在桥上","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一聲在橋上","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552114198680877682e+09,NULL,'','ask-2',0,0,'[]');
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
INSERT INTO "web_invites" VALUES('d8VGqefddXYrLb3K-NaoCg','Qw6LGPJRf_hK1Pk3',1);
INSERT INTO "web_invites" VALUES('HCRaNHgVisHHJDP6Wltxvw','75I_bzxGoR68qLGJ',1);
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
INSERT INTO "web_members" VALUES('rm8VSAcLbVlpMkhu','Qw6LGPJRf_hK1Pk3','be2e591694d4931b6249bd7159bcdd7fb082b7e9d529e24f19a87553e0939455','Ann','ann','en',1.79552113760387015346e+09,1,0,'here');
INSERT INTO "web_members" VALUES('cy5QjXT7ECtX09X3','Qw6LGPJRf_hK1Pk3','a08c1e2a9d0f64af88ff6552418317467b624e6cc40a902ae0494f3b307b16a9','小明','小明','zh-CN',1.79552113767856287955e+09,0,0,'here');
INSERT INTO "web_members" VALUES('9wYDlRQAIDdfjM0O','75I_bzxGoR68qLGJ','3304ae0127e723c63d0a0656c2cfe35e8dbc5e6f27a3155be3a8b2733ee21823','Bob','bob','en',1.79552113888354825978e+09,1,0,'here');
CREATE TABLE "web_posts" (
   "member" TEXT REFERENCES "web_members"("id"),
   "client" TEXT,
   "written_at" REAL NOT NULL,
   PRIMARY KEY ("member", "client")
) STRICT;
INSERT INTO "web_posts" VALUES('rm8VSAcLbVlpMkhu','ask-1',1795521137.831);
INSERT INTO "web_posts" VALUES('cy5QjXT7ECtX09X3','ask-1',1795521138.366);
INSERT INTO "web_posts" VALUES('rm8VSAcLbVlpMkhu','ask-3',1795521138.729);
INSERT INTO "web_posts" VALUES('rm8VSAcLbVlpMkhu','ask-6',1795521138.891);
INSERT INTO "web_posts" VALUES('9wYDlRQAIDdfjM0O','ask-1',1795521138.899);
INSERT INTO "web_posts" VALUES('rm8VSAcLbVlpMkhu','ask-7',1795521140.437);
INSERT INTO "web_posts" VALUES('9wYDlRQAIDdfjM0O','ask-2',1795521141.943);
INSERT INTO "web_posts" VALUES('rm8VSAcLbVlpMkhu','ask-8',1795521141.989);
CREATE TABLE "web_reactions" (
   "entry" INTEGER REFERENCES "web_entries"("id"),
   "member" TEXT REFERENCES "web_members"("id"),
   "emoji" TEXT,
   "number" INTEGER NOT NULL,
   PRIMARY KEY ("entry", "member", "emoji")
) STRICT;
INSERT INTO "web_reactions" VALUES(2,'rm8VSAcLbVlpMkhu','👍',0);
CREATE TABLE "web_rooms" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT NOT NULL,
   "created_at" REAL NOT NULL,
   "history" INTEGER NOT NULL,
   "closed" INTEGER NOT NULL,
   "revision" INTEGER NOT NULL
) STRICT;
INSERT INTO "web_rooms" VALUES('Qw6LGPJRf_hK1Pk3','Old friends',1.79552113760381340979e+09,1,0,12);
INSERT INTO "web_rooms" VALUES('75I_bzxGoR68qLGJ','Second room',1.79552113888348746301e+09,1,0,3);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('web_entries',11);
COMMIT;
