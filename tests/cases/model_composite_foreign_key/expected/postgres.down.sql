-- drop foreign key `fk_stay_hotel_room` on `stay`
ALTER TABLE "stay" DROP CONSTRAINT "fk_stay_hotel_room";
