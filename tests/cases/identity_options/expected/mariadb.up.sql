-- alter column `items.id`: auto increment from 100
ALTER TABLE `items` AUTO_INCREMENT = 100;
