-- alter column `seat.id`: auto increment from 50
ALTER TABLE `seat` AUTO_INCREMENT = 50;

-- alter column `ticket.id`: auto increment: nothing to do on mysql
