using NpgsqlTypes;

namespace Muutostieto.PostgreSql.Copy;

/// <summary>A column that is copied.</summary>
/// <param name="Name">The same in file and database.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="IsNumbered">Whether the database gives its values where none is given.</param>
internal sealed record CopiedColumn(string Name, ColumnKind Kind, bool IsNumbered)
{
    internal bool IsNumber => Kind is ColumnKind.Small or ColumnKind.Integer or ColumnKind.Big;

    internal NpgsqlDbType Type => Kind switch
    {
        ColumnKind.Small => NpgsqlDbType.Smallint,
        ColumnKind.Integer => NpgsqlDbType.Integer,
        ColumnKind.Big => NpgsqlDbType.Bigint,
        ColumnKind.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    };
}
