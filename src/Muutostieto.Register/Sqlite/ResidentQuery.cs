using System.Text;
using System.Text.Json;
using Muutostieto.Sqlite;

namespace Muutostieto.Register.Sqlite;

/// <summary>The question for the residents of a municipality, narrowed by a filter: its columns are in the scan index.</summary>
internal sealed class ResidentQuery
{
    private const string Days = $" AND (born = 0 OR born BETWEEN ?3 AND ?4)";
    private readonly JournalKey asOf;
    private readonly ResidentFilter filter;
    private readonly List<string> sets = [];
    private readonly string sql;

    /// <param name="persons">Of which persons, as <see cref="SqliteSchema.Residents"/>.</param>
    /// <param name="asOf">As of which key.</param>
    /// <param name="filter">Null: everyone.</param>
    public ResidentQuery(string persons, JournalKey asOf, ResidentFilter? filter)
    {
        (this.asOf, this.filter) = (asOf, filter ?? new ResidentFilter());
        var text = new StringBuilder(persons);
        if (HasDays)
        {
            text.Append(Days);
        }

        Narrow(text, "sex", this.filter.Sexes);
        Narrow(text, "mother_tongue", this.filter.MotherTongues);
        Narrow(text, "postal_code", this.filter.PostalCodes);
        sql = text.Append(SqliteSchema.InOrder).ToString();
    }

    private bool HasDays => filter.BornFrom is not null || filter.BornTo is not null;

    public SqliteStatement Prepare(SqliteDatabase database, string municipality)
    {
        var statement = database.Prepare(sql).BindText(1, municipality).Bind(2, asOf.Value);
        if (HasDays)
        {
            statement
                .Bind(3, ResidentFacts.Number(filter.BornFrom ?? DateOnly.MinValue))
                .Bind(4, ResidentFacts.Number(filter.BornTo ?? DateOnly.MaxValue));
        }

        for (var set = 0; set < sets.Count; set++)
        {
            statement.BindText(5 + set, sets[set]);
        }

        return statement;
    }

    private void Narrow(StringBuilder text, string column, IReadOnlyCollection<string>? wanted)
    {
        if (wanted is null)
        {
            return;
        }

        text.Append($" AND {column} IN (SELECT value FROM json_each(?{5 + sets.Count}))");
        sets.Add($"[{string.Join(',', wanted.Append(ResidentFacts.Several).Select(code => $"\"{JsonEncodedText.Encode(code)}\""))}]");
    }
}
