-- rename primary key of `hall` from `pk_of_hall` to its own name
ALTER TABLE "hall" RENAME CONSTRAINT "pk_of_hall" TO "hall_pkey";

-- drop primary key of `seat`
ALTER TABLE "seat" DROP CONSTRAINT "pk_of_seat";

-- add primary key to `seat`: hall, rank_of
ALTER TABLE "seat" ADD CONSTRAINT "seat_pkey" PRIMARY KEY ("hall", "rank_of");
