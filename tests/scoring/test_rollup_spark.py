"""What the roll-up asks of its engine is said in words that Spark knows too. Spark itself is not needed for this."""

from types import SimpleNamespace
from typing import Any

import ibis
import ibis.expr.operations as ops
import pytest
import sqlglot
from ibis.backends.sql.compilers import PySparkCompiler
from ibis.common.exceptions import OperationNotDefinedError, UnsupportedOperationError
from sqlglot import exp

from chuangcheng.scoring import rollup
from chuangcheng.scoring.exporting import SCHEMA

ROWS = ibis.table(ibis.Schema.from_pyarrow(SCHEMA), name="observations")
ASKED = rollup.tallied(ROWS)
"""All that the roll-up hands to its engine, over the very columns of an export."""

KNOWN_TO_BOTH = {ops.Filter, ops.Aggregate, ops.CountStar, ops.Sum, ops.Cast, ops.Multiply, ops.Equals}
NOT_COMPUTED = {ops.UnboundTable, ops.Field, ops.Literal}


@pytest.fixture(autouse=True)
def spark_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ibis registers them when it loads Spark; the compiler asks whether NaN means blank."""
    monkeypatch.setattr(type(ibis.options), "pyspark", SimpleNamespace(treat_nan_as_null=False), raising=False)


def in_spark(expression: Any) -> str:
    compiler = PySparkCompiler()
    return str(compiler.to_sqlglot(expression).sql(compiler.dialect))


def test_spark_can_say_what_the_roll_up_asks() -> None:
    text = in_spark(ASKED)
    again = sqlglot.parse_one(text, read="spark", error_level=sqlglot.ErrorLevel.RAISE)
    assert not [*again.find_all(exp.Anonymous)], "a function that Spark's grammar does not know by name"
    assert {type(call) for call in again.find_all(exp.AggFunc)} == {exp.Count, exp.Sum}
    assert "`check_point`" in text, "Spark's quotes, not those of DuckDB"


def test_the_roll_up_keeps_to_a_few_plain_words() -> None:
    used = {type(node) for node in ASKED.op().find(ops.Node)}
    assert used <= KNOWN_TO_BOTH | NOT_COMPUTED


@pytest.mark.parametrize("beyond", [lambda rows: rows.weight.kurtosis(), lambda rows: rows.mutate(row=rows.rowid())])
def test_what_spark_lacks_is_found_out(beyond: Any) -> None:
    with pytest.raises((OperationNotDefinedError, UnsupportedOperationError)):
        in_spark(beyond(ROWS).as_table())
