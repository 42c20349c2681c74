-- drop foreign key `fk_stay_hotel_room` on `stay`
ALTER TABLE `stay` DROP FOREIGN KEY `fk_stay_hotel_room`;

-- drop foreign key `fk_stay_hotel_room` on `stay`
ALTER TABLE `stay` DROP INDEX `fk_stay_hotel_room`;
