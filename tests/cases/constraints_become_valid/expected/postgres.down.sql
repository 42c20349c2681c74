-- make foreign key `fk_items_kind` on `items` not valid: it holds for rows that are written from then on
ALTER TABLE "items" DROP CONSTRAINT "fk_items_kind";

-- make check constraint `ck_size` on `items` not valid: it holds for rows that are written from then on
ALTER TABLE "items" DROP CONSTRAINT "ck_size";

-- make check constraint `ck_size` on `items` not valid: it holds for rows that are written from then on
ALTER TABLE "items" ADD CONSTRAINT "ck_size" CHECK (size > 0) NOT VALID;

-- make foreign key `fk_items_kind` on `items` not valid: it holds for rows that are written from then on
ALTER TABLE "items" ADD CONSTRAINT "fk_items_kind" FOREIGN KEY ("kind") REFERENCES "kinds" ("id") NOT VALID;
