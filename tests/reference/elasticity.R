# Reference figures for the tests of kamen/elasticity.h, from R's lm() and nothing else.
# Run: Rscript tests/reference/elasticity.R FOLDER-OF-THE-REFERENCE-DATA
# (base R 4.2; robust errors by their definitions, clusters as Stata scales them)
cheese <- read.csv(file.path(commandArgs(TRUE)[1], "elasticity", "cheese_key_accounts.csv"))

robust <- function(fit, name, cluster = NULL) {
    x <- model.matrix(fit)
    e <- residuals(fit)
    n <- nrow(x)
    k <- ncol(x)
    bread <- solve(crossprod(x))
    meat <- function(u) crossprod(x * u)
    out <- c(hc1 = sqrt((n / (n - k)) * (bread %*% meat(e) %*% bread)[name, name]),
             hc3 = sqrt((bread %*% meat(e / (1 - hatvalues(fit))) %*% bread)[name, name]))
    if (!is.null(cluster)) {
        score <- rowsum(x * e, cluster)
        g <- nrow(score)
        scale <- g / (g - 1) * (n - 1) / (n - k)
        out <- c(out, cluster = sqrt(scale * (bread %*% crossprod(score) %*% bread)[name, name]))
    }
    out
}

name <- "log(price)"
first <- subset(cheese, account == "ALBANY,NY - PRICE CHOPPER")
print(robust(lm(log(volume) ~ log(price) + display, first), name), digits = 12)
print(robust(lm(log(volume) ~ log(price), cheese), name, cheese$account), digits = 12)
print(robust(lm(log(volume) ~ log(price) + display + account, cheese), name, cheese$account), digits = 12)
