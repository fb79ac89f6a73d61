using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Register.PostgreSql;

/// <summary>A range of identity codes in their byte order.</summary>
/// <param name="Low">The first that is in it; null: from the beginning.</param>
/// <param name="High">The first after it; null: to the end.</param>
internal readonly record struct CodeRange(string? Low, string? High)
{
    /// <summary>A code begins with day, month and year of birth: the finest cut is a decade of births on a day of the year.</summary>
    private const int Most = 31 * 12 * 10;

    /// <summary>The condition of a query, with the parameters @low and @high.</summary>
    internal string Condition => (Low is null ? "" : " AND code >= @low") + (High is null ? "" : " AND code < @high");

    internal IEnumerable<NpgsqlParameter> Parameters =>
        new (string Name, string? Value)[] { ("low", Low), ("high", High) }
            .Where(each => each.Value is not null)
            .Select(each => new NpgsqlParameter(each.Name, NpgsqlDbType.Text) { Value = each.Value });

    /// <summary>All codes in so many ranges that follow one another; of a population they are about as large as each other.</summary>
    /// <param name="count">At least 1; there are 3,720 at most.</param>
    internal static IReadOnlyList<CodeRange> All(int count)
    {
        var ranges = new List<CodeRange>();
        string? low = null;
        count = Math.Min(count, Most);
        for (var range = 1; range < count; range++)
        {
            var cut = (int)((long)range * Most / count);
            var high = string.Create(CultureInfo.InvariantCulture, $"{(cut / 120) + 1:00}{(cut / 10 % 12) + 1:00}{cut % 10}");
            ranges.Add(new CodeRange(low, high));
            low = high;
        }

        ranges.Add(new CodeRange(low, null));
        return ranges;
    }
}
