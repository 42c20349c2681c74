-- alter column `seat.id`: auto increment
ALTER TABLE `seat` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;

-- alter column `ticket.id`: no auto increment
ALTER TABLE `ticket` MODIFY COLUMN `id` bigint NOT NULL;
