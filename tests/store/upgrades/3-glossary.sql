-- As Magpie made it at bff38fb.
-- {"invite": "YThRNWy98lbrTOc0FDdnJQ", "member": "CU-527Hy2t_7REA-", "cookies": {"magpie": "fkzFrLTdTLLbyOirsbJsKIn1F9zUqLN2v8HmLuFZek4"}, "linked": true}
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'magpie','0001_rooms_messages_outbox','2026-11-24 11:51:42.657506+00:00');
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
INSERT INTO "blocks" VALUES(11,0,13,0,1,0,96,1);
CREATE TABLE "bridges" (
   "id" INTEGER PRIMARY KEY,
   "created_at" REAL
) STRICT;
INSERT INTO "bridges" VALUES(1,1.79552110695710039145e+09);
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
INSERT INTO "deliveries" VALUES(1,1,'message',1,'{"author":{"platform":"web","id":"CU-527Hy2t_7REA-","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521104.983,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"明天你好久前，再见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"明天你好久前，再見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552110515815043444e+09);
INSERT INTO "deliveries" VALUES(2,1,'message',2,'{"author":{"platform":"web","id":"H853x-lRTJenLS4R","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521105.166,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to meet you. You come tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1,'','','shipped',1.79552110520577836035e+09);
INSERT INTO "deliveries" VALUES(3,1,'reactions',2,NULL,NULL,'','','done',1.79552110523864555356e+09);
INSERT INTO "deliveries" VALUES(4,1,'message',3,'{"author":{"platform":"web","id":"CU-527Hy2t_7REA-","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"an erased secret","entities":[]},"language":"en","written_at":1795521105.251,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"秘书被关了","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"秘書被關了","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1795521105.26435);
INSERT INTO "deliveries" VALUES(5,1,'delete',3,NULL,NULL,'','','done',1.7955211053153777123e+09);
INSERT INTO "deliveries" VALUES(6,1,'notice',NULL,NULL,NULL,'CU-527Hy2t_7REA-','','shipped',1.79552110541038823128e+09);
INSERT INTO "deliveries" VALUES(7,2,'notice',NULL,NULL,NULL,'WAhMhg8QcOmMStM-','','shipped',1795521105.46992);
INSERT INTO "deliveries" VALUES(8,1,'notice',NULL,NULL,NULL,'','','shipped',1795521105.46992);
INSERT INTO "deliveries" VALUES(9,1,'notice',NULL,NULL,NULL,'','','shipped',1.79552110695834207538e+09);
INSERT INTO "deliveries" VALUES(10,2,'notice',NULL,NULL,NULL,'','','shipped',1.79552110695834207538e+09);
INSERT INTO "deliveries" VALUES(11,2,'message',4,'{"author":{"platform":"web","id":"WAhMhg8QcOmMStM-","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521108.462,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552110847116017339e+09);
INSERT INTO "deliveries" VALUES(12,1,'message',4,'{"author":{"platform":"web","id":"WAhMhg8QcOmMStM-","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521108.462,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',NULL,'','','shipped',1.79552110847116017339e+09);
INSERT INTO "deliveries" VALUES(13,1,'notice',NULL,NULL,NULL,'','','shipped',1.79552110848065757755e+09);
CREATE TABLE "inbox" (
   "id" INTEGER PRIMARY KEY,
   "key" TEXT NOT NULL,
   "payload" TEXT NOT NULL,
   "state" TEXT NOT NULL DEFAULT 'waiting',
   "received_at" REAL NOT NULL
) STRICT;
INSERT INTO "inbox" VALUES(1,'opened:d1w6Ls0xgJ1ETg6X','','done',1.79552110492671656606e+09);
INSERT INTO "inbox" VALUES(2,'joined:CU-527Hy2t_7REA-:55382d8eba806479','','done',1.7955211049300985336e+09);
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
INSERT INTO "members" VALUES(1,'web','CU-527Hy2t_7REA-','Ann','','en',NULL,'{"zh":0.0,"en":1.97,"other":0.0}','',1.79552110847623443601e+09);
INSERT INTO "members" VALUES(2,'web','H853x-lRTJenLS4R','小明','','zh-CN',NULL,'{"zh":1.0,"en":0.0,"other":0.0}','',1.79552110498062324518e+09);
INSERT INTO "members" VALUES(3,'web','WAhMhg8QcOmMStM-','Bob','','en',NULL,'{"zh":0.0,"en":1.0,"other":0.0}','',1.79552110846362733835e+09);
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
INSERT INTO "messages" VALUES(1,1,'CU-527Hy2t_7REA-.ask-1',1,'en','{"plain":"Hello from long ago, see you tomorrow!","entities":[]}',NULL,1795521104.983,NULL,NULL);
INSERT INTO "messages" VALUES(2,1,'H853x-lRTJenLS4R.ask-1',2,'zh-Hans','{"plain":"好久不见，你今晚来吗？","entities":[]}',1,1795521105.166,NULL,NULL);
INSERT INTO "messages" VALUES(3,1,'CU-527Hy2t_7REA-.ask-3',1,'en',NULL,NULL,1795521105.251,NULL,1.7955211053152768612e+09);
INSERT INTO "messages" VALUES(4,2,'WAhMhg8QcOmMStM-.ask-2',3,'en','{"plain":"A word across the bridge","entities":[]}',NULL,1795521108.462,NULL,NULL);
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
INSERT INTO "rooms" VALUES(1,'web','d1w6Ls0xgJ1ETg6X','Old friends',1,'open','','{"chinese":0.99,"english":1.9801,"simplified":0.99,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552110493023109436e+09);
INSERT INTO "rooms" VALUES(2,'web','DvDx77m74kbGAFbb','Second room',1,'open','','{"chinese":0.0,"english":1.0,"simplified":0.0,"traditional":0.0,"hinted_simplified":0.0,"hinted_traditional":0.0,"hinted_english":0.5}','',1.79552110536630392077e+09);
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
INSERT INTO "shipments" VALUES(1,1,'677e8068e770a4cea246f558','sent',1,'','',1.79552110516312265391e+09,'');
INSERT INTO "shipments" VALUES(2,1,'acf1871f59b495ef788acf8a','sent',1,'1','1',1.79552110521479248994e+09,'');
INSERT INTO "shipments" VALUES(3,1,'f1c5495da1ccdae42c6c6598','sent',1,'','2',1.79552110527451562883e+09,'');
INSERT INTO "shipments" VALUES(4,1,'ed6da936126b515171675cc0','sent',1,'','2',1.79552110541864299773e+09,'');
INSERT INTO "shipments" VALUES(5,1,'5c4d7ab92136fcb032cb8044','sent',1,'','4',1.79552110547505784036e+09,'');
INSERT INTO "shipments" VALUES(6,2,'dc741cdbf3a030de7695a2a8','sent',1,'','',1.79552110547535467149e+09,'');
INSERT INTO "shipments" VALUES(7,2,'36ee07206dc3629708e996cd','sent',1,'','6',1.79552110695943498608e+09,'');
INSERT INTO "shipments" VALUES(8,1,'46b85caea8782954df1e8f77','sent',1,'','5',1.79552110695947694774e+09,'');
INSERT INTO "shipments" VALUES(9,2,'f13bbed3ba99ced009fb5f80','sent',1,'','7',1.79552110847225475311e+09,'');
INSERT INTO "shipments" VALUES(10,1,'7237e338555e0895d0794de7','sent',1,'','8',1.79552110847235035892e+09,'');
INSERT INTO "shipments" VALUES(11,1,'b251e601940c9c32323e4bf6','sent',1,'','10',1.7955211084813656807e+09,'');
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
INSERT INTO "term_changes" VALUES(1,1,1,'added','','{"source":"zh","forms":["yyds"],"action":"replace","text":"GOAT","context":{"whole":false,"start":false,"end":false,"near":[],"without":[],"cased":false},"tone":"plain","literal":"","note_en":"high praise","note_zh":"","origin":""}','','active','Ann',1,1.79552110847940158844e+09,0);
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
INSERT INTO "terms" VALUES(1,'bridge',1,'active','{"source":"zh","forms":["yyds"],"action":"replace","text":"GOAT","context":{"whole":false,"start":false,"end":false,"near":[],"without":[],"cased":false},"tone":"plain","literal":"","note_en":"high praise","note_zh":"","origin":""}','Ann',1,1.79552110847940158844e+09);
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
INSERT INTO "web_entries" VALUES(1,'d1w6Ls0xgJ1ETg6X',6,1,0,1,'{"author":{"platform":"web","id":"CU-527Hy2t_7REA-","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"Hello from long ago, see you tomorrow!","entities":[]},"language":"en","written_at":1795521104.983,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"明天你好久前，再见！","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"明天你好久前，再見！","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552110516385817528e+09,NULL,'','ask-1',1,0,'[]');
INSERT INTO "web_entries" VALUES(2,'d1w6Ls0xgJ1ETg6X',4,2,0,2,'{"author":{"platform":"web","id":"H853x-lRTJenLS4R","name":"小明","avatar":"","language":"zh-CN","bot":false,"admin":false},"original":{"plain":"好久不见，你今晚来吗？","entities":[]},"language":"zh-Hans","written_at":1795521105.166,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hant","text":{"plain":"好久不見，你今晚來嗎？","entities":[]},"faithful":true,"poll":null},{"language":"en","text":{"plain":"It''s been a long time to meet you. You come tonight?","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":{"author":"Ann","words":"Hello from long ago, see you tomorrow!"},"late":false,"edited":false,"reads":[]}',1.79552110521991753573e+09,1,'','ask-1',0,0,'[]');
INSERT INTO "web_entries" VALUES(3,'d1w6Ls0xgJ1ETg6X',7,3,0,3,'{"author":{"platform":"web","id":"CU-527Hy2t_7REA-","name":"Ann","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"","entities":[]},"language":"none","written_at":1795521105.251,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.7955211052901759147e+09,NULL,'','ask-3',0,1,'[]');
INSERT INTO "web_entries" VALUES(9,'DvDx77m74kbGAFbb',3,9,0,4,'{"author":{"platform":"web","id":"WAhMhg8QcOmMStM-","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521108.462,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552110847290229793e+09,NULL,'','ask-2',0,0,'[]');
INSERT INTO "web_entries" VALUES(10,'d1w6Ls0xgJ1ETg6X',11,10,0,4,'{"author":{"platform":"web","id":"WAhMhg8QcOmMStM-","name":"Bob","avatar":"","language":"en","bot":false,"admin":true},"original":{"plain":"A word across the bridge","entities":[]},"language":"en","written_at":1795521108.462,"body":{"lead":{"plain":"","entities":[]},"folded":{"plain":"","entities":[]},"note":{"plain":"","entities":[]}},"versions":[{"language":"zh-Hans","text":{"plain":"一座桥的标志","entities":[]},"faithful":true,"poll":null},{"language":"zh-Hant","text":{"plain":"一座橋的標誌","entities":[]},"faithful":true,"poll":null}],"notes":[],"attachments":[],"poll":null,"forwarded_from":"","quote":null,"late":false,"edited":false,"reads":[]}',1.79552110847294592852e+09,NULL,'','ask-2',0,0,'[]');
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
INSERT INTO "web_invites" VALUES('YThRNWy98lbrTOc0FDdnJQ','d1w6Ls0xgJ1ETg6X',1);
INSERT INTO "web_invites" VALUES('Ww04XruzKGsqMekVbwwUyg','DvDx77m74kbGAFbb',1);
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
INSERT INTO "web_members" VALUES('CU-527Hy2t_7REA-','d1w6Ls0xgJ1ETg6X','9ef9c54fe9c565d68d1b03a64736782c68f7b5c89558aeb5615052b6cabd8bf9','Ann','ann','en',1.79552110491957378382e+09,1,0,'here');
INSERT INTO "web_members" VALUES('H853x-lRTJenLS4R','d1w6Ls0xgJ1ETg6X','be24ca96611ccce7abe0bf0302e6fb818c1207ba50de6e42040b7ff994f55048','小明','小明','zh-CN',1.79552110494436335556e+09,0,0,'here');
INSERT INTO "web_members" VALUES('WAhMhg8QcOmMStM-','DvDx77m74kbGAFbb','80f49ce231819b23b126325e653e8067657bfa242a23bb7eca1c1b925650096d','Bob','bob','en',1.79552110533998489382e+09,1,0,'here');
CREATE TABLE "web_posts" (
   "member" TEXT REFERENCES "web_members"("id"),
   "client" TEXT,
   "written_at" REAL NOT NULL,
   PRIMARY KEY ("member", "client")
) STRICT;
INSERT INTO "web_posts" VALUES('CU-527Hy2t_7REA-','ask-1',1795521104.983);
INSERT INTO "web_posts" VALUES('H853x-lRTJenLS4R','ask-1',1795521105.166);
INSERT INTO "web_posts" VALUES('CU-527Hy2t_7REA-','ask-3',1795521105.251);
INSERT INTO "web_posts" VALUES('CU-527Hy2t_7REA-','ask-6',1795521105.38);
INSERT INTO "web_posts" VALUES('WAhMhg8QcOmMStM-','ask-1',1795521105.435);
INSERT INTO "web_posts" VALUES('CU-527Hy2t_7REA-','ask-7',1795521106.955);
INSERT INTO "web_posts" VALUES('WAhMhg8QcOmMStM-','ask-2',1795521108.462);
INSERT INTO "web_posts" VALUES('CU-527Hy2t_7REA-','ask-8',1795521108.475);
CREATE TABLE "web_reactions" (
   "entry" INTEGER REFERENCES "web_entries"("id"),
   "member" TEXT REFERENCES "web_members"("id"),
   "emoji" TEXT,
   "number" INTEGER NOT NULL,
   PRIMARY KEY ("entry", "member", "emoji")
) STRICT;
INSERT INTO "web_reactions" VALUES(2,'CU-527Hy2t_7REA-','👍',0);
CREATE TABLE "web_rooms" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT NOT NULL,
   "created_at" REAL NOT NULL,
   "history" INTEGER NOT NULL,
   "closed" INTEGER NOT NULL,
   "revision" INTEGER NOT NULL
) STRICT;
INSERT INTO "web_rooms" VALUES('d1w6Ls0xgJ1ETg6X','Old friends',1.79552110491951441768e+09,1,0,12);
INSERT INTO "web_rooms" VALUES('DvDx77m74kbGAFbb','Second room',1.79552110533992981909e+09,1,0,3);
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
