-- drop foreign key `fk_hotel` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "fk_hotel";

-- drop foreign key `fk_next` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "fk_next";

-- drop unique constraint `uq_place` on `hotel`: initially deferred
ALTER TABLE "hotel" DROP CONSTRAINT "uq_place";

-- add unique constraint `uq_place` on `hotel`: place
-- hazard[constraint-on-rows]: fails if existing rows of `hotel` violate `uq_place`
ALTER TABLE "hotel" ADD CONSTRAINT "uq_place" UNIQUE ("place");

-- add foreign key `fk_hotel` on `stay`: country, hotel -> hotel.country, number
ALTER TABLE "stay" ADD CONSTRAINT "fk_hotel" FOREIGN KEY ("country", "hotel") REFERENCES "hotel" ("country", "number");

-- add foreign key `fk_next` on `stay`: next -> stay.id, initially deferred
ALTER TABLE "stay" ADD CONSTRAINT "fk_next" FOREIGN KEY ("next") REFERENCES "stay" ("id") DEFERRABLE INITIALLY DEFERRED;
