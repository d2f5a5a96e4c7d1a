-- As Magpie made it at 259e2bf.
-- {"invite": "fcIoeict29dbg_OXLhHcVA", "member": "pUj39w0ADXCyK5og", "cookies": {"magpie": "lY8XIRSqZEPYqObUMinTc3djD3KYLm2y0CGsvmRe2Co"}, "linked": true}
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'magpie','0001_rooms_messages_outbox','2026-11-24 11:51:54.648805+00:00');
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
INSERT INTO "blocks" VALUES(9,0,12,0,1,0,0,1);
INSERT INTO "blocks" VALUES(10,0,11,0,1,0,0,1);
INSERT INTO "blocks" VALUES(11,0,13,0,1,0,96,1);
CREATE TABLE "bridges" (
   "id" INTEGER PRIMARY KEY,
   "created_at" REAL
) STRICT;
INSERT INTO "bridges" VALUES(1,1.79552112063669347765e+09);
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
   "created_at" REAL NOT NULL
) STRICT;
INSERT INTO "deliveries" VALUES(1,1,'message',1,'{"author":{"platform":"web","id":"pUj39w0ADXCyK5og","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521118.491,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"明天你好久前，再见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"明天你好久前，再見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552111888614273076e+09);
INSERT INTO "deliveries" VALUES(2,1,'message',2,'{"author":{"platform":"web","id":"zYJ2Yy5qo8g8XRAM","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521118.911,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to meet you. You come tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1,'','','shipped',1.79552111894121098518e+09);
INSERT INTO "deliveries" VALUES(3,1,'reactions',2,NULL,NULL,'','','done',1795521119.00258);
INSERT INTO "deliveries" VALUES(4,1,'message',3,'{"author":{"platform":"web","id":"pUj39w0ADXCyK5og","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"an erased secret","entities":[]},"language":"en","written_at":1795521119.016,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"秘书被关了","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"秘書被關了","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552111909750866883e+09);
INSERT INTO "deliveries" VALUES(5,1,'delete',3,NULL,NULL,'','','done',1.79552111910519862168e+09);
INSERT INTO "deliveries" VALUES(6,1,'notice',NULL,NULL,NULL,'pUj39w0ADXCyK5og','','shipped',1.79552111911751174919e+09);
INSERT INTO "deliveries" VALUES(7,2,'notice',NULL,NULL,NULL,'Vpv-3rnguhAHV5Cx','','shipped',1.79552111913295149797e+09);
INSERT INTO "deliveries" VALUES(8,1,'notice',NULL,NULL,NULL,'','','shipped',1.79552111913295149797e+09);
INSERT INTO "deliveries" VALUES(9,1,'notice',NULL,NULL,NULL,'','','shipped',1.79552112064186239243e+09);
INSERT INTO "deliveries" VALUES(10,2,'notice',NULL,NULL,NULL,'','','shipped',1.79552112064186239243e+09);
INSERT INTO "deliveries" VALUES(11,2,'message',4,'{"author":{"platform":"web","id":"Vpv-3rnguhAHV5Cx","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521122.139,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552112215977716447e+09);
INSERT INTO "deliveries" VALUES(12,1,'message',4,'{"author":{"platform":"web","id":"Vpv-3rnguhAHV5Cx","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521122.139,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552112215977716447e+09);
INSERT INTO "deliveries" VALUES(13,1,'notice',NULL,NULL,NULL,'','','shipped',1.79552112216943502431e+09);
CREATE TABLE "inbox" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "payload" TEXT NOT NULL,
   "state" TEXT NOT NULL DEFAULT 'waiting',
   "received_at" REAL NOT NULL
) STRICT;
INSERT INTO "inbox" VALUES(1,'opened:LrE68uVeyb3hqoeN','','done',1.79552111836921429637e+09);
INSERT INTO "inbox" VALUES(2,'joined:pUj39w0ADXCyK5og:6fd163309a752006','','done',1.79552111838463234905e+09);
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
INSERT INTO "members" VALUES(1,'web','pUj39w0ADXCyK5og','Ann','','en',NULL,'{"zh":0.0,"en":1.97,"other":0.0}','',1.79552112216482043271e+09);
INSERT INTO "members" VALUES(2,'web','zYJ2Yy5qo8g8XRAM','小明','','zh-CN',NULL,'{"zh":1.0,"en":0.0,"other":0.0}','',1.79552111845286178591e+09);
INSERT INTO "members" VALUES(3,'web','Vpv-3rnguhAHV5Cx','Bob','','en',NULL,'{"zh":0.0,"en":1.0,"other":0.0}','',1.79552112214023280138e+09);
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
INSERT INTO "messages" VALUES(1,1,'pUj39w0ADXCyK5og.ask-1',1,'en','{"plain":"Hello from long ago, see you tomorrow!","entities":[]}',NULL,1795521118.491,NULL,NULL);
INSERT INTO "messages" VALUES(2,1,'zYJ2Yy5qo8g8XRAM.ask-1',2,'zh-Hans','{"plain":"好久不见，你今晚来吗？","entities":[]}',1,1795521118.911,NULL,NULL);
INSERT INTO "messages" VALUES(3,1,'pUj39w0ADXCyK5og.ask-3',1,'en',NULL,NULL,1795521119.016,NULL,1.7955211191050944328e+09);
INSERT INTO "messages" VALUES(4,2,'Vpv-3rnguhAHV5Cx.ask-2',3,'en','{"plain":"A word across the bridge","entities":[]}',NULL,1795521122.139,NULL,NULL);
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
INSERT INTO "rooms" VALUES(1,'web','LrE68uVeyb3hqoeN','Old friends',1,'open','','{"chinese":0.99,"english":1.9801,"simplified":0.99,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552111838479042053e+09);
INSERT INTO "rooms" VALUES(2,'web','Swm1al0tQaWEtteJ','Second room',1,'open','','{"chinese":0.0,"english":1.0,"simplified":0.0,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552111911229419711e+09);
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
INSERT INTO "shipments" VALUES(1,1,'d9df0fbd2d6ff5526fd2db03','sent',1,'','',1.79552111889942049983e+09,'');
INSERT INTO "shipments" VALUES(2,1,'302ac0fc53bc9d52cfc2f119','sent',1,'1','1',1.79552111896567177773e+09,'');
INSERT INTO "shipments" VALUES(3,1,'037ce216f3eb47c9b76aae69','sent',1,'','2',1.79552111909880089757e+09,'');
INSERT INTO "shipments" VALUES(4,1,'8c39720834a219405c747609','sent',1,'','2',1.79552111911820602412e+09,'');
INSERT INTO "shipments" VALUES(5,1,'af60f44ccafddae3564a5eae','sent',1,'','4',1.79552111913429474823e+09,'');
INSERT INTO "shipments" VALUES(6,2,'5e71417e43df1ace8bc61fc3','sent',1,'','',1.79552111913527894012e+09,'');
INSERT INTO "shipments" VALUES(7,2,'392d2ee924f24a45e180e163','sent',1,'','6',1.79552112064302563662e+09,'');
INSERT INTO "shipments" VALUES(8,1,'c176c501e2abe73c4686f0a4','sent',1,'','5',1.79552112064374232288e+09,'');
INSERT INTO "shipments" VALUES(9,1,'73c54a538f9b9ee121be603f','sent',1,'','8',1.79552112216109108927e+09,'');
INSERT INTO "shipments" VALUES(10,2,'6ce1d961de9915da9c7d0286','sent',1,'','7',1.79552112216112589836e+09,'');
INSERT INTO "shipments" VALUES(11,1,'2a91b8716f26ea73c292e689','sent',1,'','9',1.79552112217016839978e+09,'');
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
INSERT INTO "term_changes" VALUES(1,1,1,'added','','{"source":"zh","forms":["yyds"],"action":"replace","text":"GOAT","context":{"whole":false,"start":false,"end":false,"near":[],"without":[],"cased":false},"tone":"plain","literal":"","note_en":"high praise","note_zh":"","origin":""}','','active','Ann',1,1.79552112216818928716e+09,0);
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
INSERT INTO "terms" VALUES(1,'bridge',1,'active','{"source":"zh","forms":["yyds"],"action":"replace","text":"GOAT","context":{"whole":false,"start":false,"end":false,"near":[],"without":[],"cased":false},"tone":"plain","literal":"","note_en":"high praise","note_zh":"","origin":""}','Ann',1,1.79552112216818928716e+09);
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
INSERT INTO "web_entries" VALUES(1,'LrE68uVeyb3hqoeN',6,1,0,1,'{"author":{"platform":"web","id":"pUj39w0ADXCyK5og","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521118.491,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"明天你好久前，再见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"明天你好久前，再見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552111890216875081e+09,NULL,'','ask-1',1,0,'[]');
INSERT INTO "web_entries" VALUES(2,'LrE68uVeyb3hqoeN',4,2,0,2,'{"author":{"platform":"web","id":"zYJ2Yy5qo8g8XRAM","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521118.911,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to meet you. You come tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1.79552111897403621678e+09,1,'','ask-1',0,0,'[]');
INSERT INTO "web_entries" VALUES(3,'LrE68uVeyb3hqoeN',7,3,0,3,'{"author":{"platform":"web","id":"pUj39w0ADXCyK5og","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"","entities":[]},"language":"none","written_at":1795521119.016,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552111910214805606e+09,NULL,'','ask-3',0,1,'[]');
INSERT INTO "web_entries" VALUES(9,'LrE68uVeyb3hqoeN',11,9,0,4,'{"author":{"platform":"web","id":"Vpv-3rnguhAHV5Cx","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521122.139,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552112216162919992e+09,NULL,'','ask-2',0,0,'[]');
INSERT INTO "web_entries" VALUES(10,'Swm1al0tQaWEtteJ',3,10,0,4,'{"author":{"platform":"web","id":"Vpv-3rnguhAHV5Cx","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521122.139,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552112216167736053e+09,NULL,'','ask-2',0,0,'[]');
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
INSERT INTO "web_invites" VALUES('fcIoeict29dbg_OXLhHcVA','LrE68uVeyb3hqoeN',1);
INSERT INTO "web_invites" VALUES('2Zk31fKkLi3w4hBZv-RNDg','Swm1al0tQaWEtteJ',1);
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
INSERT INTO "web_members" VALUES('pUj39w0ADXCyK5og','LrE68uVeyb3hqoeN','38040b9f3968a7e84bc1ebf9cfe0ef911b183ab9460672deb5b0345afeb52d83','Ann','ann','en',1.79552111836532855035e+09,1,0,'here');
INSERT INTO "web_members" VALUES('zYJ2Yy5qo8g8XRAM','LrE68uVeyb3hqoeN','350eeefa56b8fe3ac97f947427aec8be186aa1bc5568a14d051f29cdcb961631','小明','小明','zh-CN',1.7955211184049921036e+09,0,0,'here');
INSERT INTO "web_members" VALUES('Vpv-3rnguhAHV5Cx','Swm1al0tQaWEtteJ','9d0342f2de30190b43f3a22c47da600e604ce1b36046fb74ff516b47a9f5e778','Bob','bob','en',1.79552111911056160933e+09,1,0,'here');
CREATE TABLE "web_posts" (
   "member" TEXT REFERENCES "web_members"("id"),
   "client" TEXT,
   "written_at" REAL NOT NULL,
   PRIMARY KEY ("member", "client")
) STRICT;
INSERT INTO "web_posts" VALUES('pUj39w0ADXCyK5og','ask-1',1795521118.491);
INSERT INTO "web_posts" VALUES('zYJ2Yy5qo8g8XRAM','ask-1',1795521118.911);
INSERT INTO "web_posts" VALUES('pUj39w0ADXCyK5og','ask-3',1795521119.016);
INSERT INTO "web_posts" VALUES('pUj39w0ADXCyK5og','ask-6',1795521119.115);
INSERT INTO "web_posts" VALUES('Vpv-3rnguhAHV5Cx','ask-1',1795521119.123);
INSERT INTO "web_posts" VALUES('pUj39w0ADXCyK5og','ask-7',1795521120.634);
INSERT INTO "web_posts" VALUES('Vpv-3rnguhAHV5Cx','ask-2',1795521122.139);
INSERT INTO "web_posts" VALUES('pUj39w0ADXCyK5og','ask-8',1795521122.164);
CREATE TABLE "web_reactions" (
   "entry" INTEGER REFERENCES "web_entries"("id"),
   "member" TEXT REFERENCES "web_members"("id"),
   "emoji" TEXT,
   "number" INTEGER NOT NULL,
   PRIMARY KEY ("entry", "member", "emoji")
) STRICT;
INSERT INTO "web_reactions" VALUES(2,'pUj39w0ADXCyK5og','👍',0);
CREATE TABLE "web_rooms" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT NOT NULL,
   "created_at" REAL NOT NULL,
   "history" INTEGER NOT NULL,
   "closed" INTEGER NOT NULL,
   "revision" INTEGER NOT NULL
) STRICT;
INSERT INTO "web_rooms" VALUES('LrE68uVeyb3hqoeN','Old friends',1.79552111836522555353e+09,1,0,12);
INSERT INTO "web_rooms" VALUES('Swm1al0tQaWEtteJ','Second room',1.79552111911051082617e+09,1,0,3);
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
