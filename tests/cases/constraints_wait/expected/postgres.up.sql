-- drop foreign key `fk_hotel` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "fk_hotel";

-- drop foreign key `fk_next` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "fk_next";

-- drop unique constraint `uq_place` on `hotel`
ALTER TABLE "hotel" DROP CONSTRAINT "uq_place";

-- add unique constraint `uq_place` on `hotel`: place, initially deferred
-- hazard[constraint-on-rows]: fails if existing rows of `hotel` violate `uq_place`
ALTER TABLE "hotel" ADD CONSTRAINT "uq_place" UNIQUE ("place") DEFERRABLE INITIALLY DEFERRED;

-- add foreign key `fk_hotel` on `stay`: country, hotel -> hotel.country, number, match full, deferrable
-- hazard[constraint-on-rows]: fails if existing rows of `stay` violate `fk_hotel`
ALTER TABLE "stay" ADD CONSTRAINT "fk_hotel" FOREIGN KEY ("country", "hotel") REFERENCES "hotel" ("country", "number") MATCH FULL DEFERRABLE;

-- add foreign key `fk_next` on `stay`: next -> stay.id
ALTER TABLE "stay" ADD CONSTRAINT "fk_next" FOREIGN KEY ("next") REFERENCES "stay" ("id");
