-- alter column `seat.id`: auto increment from 500
ALTER TABLE `seat` AUTO_INCREMENT = 500;

-- alter column `ticket.id`: auto increment from 1000
ALTER TABLE `ticket` AUTO_INCREMENT = 1000;
