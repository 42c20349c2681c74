-- rename primary key of `hall` from its own name to `pk_of_hall`
ALTER TABLE "hall" RENAME CONSTRAINT "hall_pkey" TO "pk_of_hall";

-- drop primary key of `seat`
ALTER TABLE "seat" DROP CONSTRAINT "seat_pkey";

-- add primary key to `seat`: rank_of, hall
ALTER TABLE "seat" ADD CONSTRAINT "pk_of_seat" PRIMARY KEY ("rank_of", "hall");
