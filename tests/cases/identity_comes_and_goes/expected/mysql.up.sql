-- alter column `seat.id`: no auto increment
ALTER TABLE `seat` MODIFY COLUMN `id` bigint NOT NULL;

-- alter column `ticket.id`: auto increment
ALTER TABLE `ticket` MODIFY COLUMN `id` bigint NOT NULL AUTO_INCREMENT;
