-- rename table `case_from.member` to `case_to.member`
RENAME TABLE `case_from`.`member` TO `case_to`.`member`;
