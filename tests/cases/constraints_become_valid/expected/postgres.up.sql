-- fix existing rows for `ck_size`
UPDATE items SET size = 1 WHERE size <= 0;

-- validate check constraint `ck_size` on `items`: it holds for all rows
-- hazard[constraint-on-rows]: fails if existing rows of `items` violate `ck_size`
ALTER TABLE "items" VALIDATE CONSTRAINT "ck_size";

-- validate foreign key `fk_items_kind` on `items`: it holds for all rows
-- hazard[constraint-on-rows]: fails if existing rows of `items` violate `fk_items_kind`
ALTER TABLE "items" VALIDATE CONSTRAINT "fk_items_kind";
