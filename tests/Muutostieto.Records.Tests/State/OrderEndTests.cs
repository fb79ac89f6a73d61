using Muutostieto.Records.State;

namespace Muutostieto.Records.Tests.State;

public sealed class OrderEndTests
{
    /// <summary>From no order to one without an end; those on a line are equally long.</summary>
    private static readonly string?[][] Ascending =
    [
        [null],
        ["20261231", "20260000", "20261200"],
        ["20270101"],
        ["20270131", "20270100"],
        ["20280101"],
        ["99990000", "00000000", "00000101", "", "99991231"],
    ];

    [Test]
    public void Of_two_orders_the_one_is_longer_that_may_last_longer()
    {
        for (var left = 0; left < Ascending.Length; left++)
        {
            for (var right = 0; right < Ascending.Length; right++)
            {
                foreach (var (end, other) in Ascending[left].SelectMany(_ => Ascending[right], (end, other) => (end, other)))
                {
                    Assert.That(OrderEnd.IsLonger(end, other), Is.EqualTo(left > right), $"{end} and {other}");
                    Assert.That(OrderEnd.Longest(end, other), Is.EqualTo(left >= right ? end : other), $"{end} and {other}");
                }
            }
        }
    }
}
