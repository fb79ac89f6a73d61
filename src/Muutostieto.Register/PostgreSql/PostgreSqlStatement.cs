using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Muutostieto.Register.Sql;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Register.PostgreSql;

/// <summary>
/// A statement of <see cref="PostgreSqlSession"/>. It takes all its rows at once: others may be asked on the connection before the last one
/// is read.
/// </summary>
internal sealed partial class PostgreSqlStatement : ISqlStatement
{
    /// <summary>A count over a whole country takes longer than the 30 seconds of the default.</summary>
    internal const int TimeoutSeconds = 600;

    private readonly PostgreSqlSession session;
    private readonly NpgsqlCommand command;
    private List<object[]>? rows;
    private int at;

    public PostgreSqlStatement(PostgreSqlSession session, string sql)
    {
        this.session = session;
        // Constant texts of the program: what is asked for is in parameters.
#pragma warning disable CA2100
        command = new NpgsqlCommand(Parameter.Replace(sql, "$$$1")) { CommandTimeout = TimeoutSeconds };
#pragma warning restore CA2100
    }

    [GeneratedRegex(@"\?(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter { get; }

    private object[] Row => rows![at];

    public ISqlStatement Bind(int parameter, long? value) => Set(parameter, NpgsqlDbType.Bigint, value);

    public ISqlStatement BindText(int parameter, string? value) => Set(parameter, NpgsqlDbType.Text, value);

    public ISqlStatement BindBlob(int parameter, ReadOnlySpan<byte> blob) => Set(parameter, NpgsqlDbType.Bytea, blob.ToArray());

    public bool Step()
    {
        if (rows is null)
        {
            (rows, at) = (session.Run(command, ReadAll), -1);
        }

        return ++at < rows.Count;
    }

    public ISqlStatement Reset()
    {
        rows = null;
        return this;
    }

    public long Run() => session.Run(command, command => command.ExecuteNonQuery());

    public void RunLater() => session.RunLater(command);

    public long Number(int column) => Row[column] is long number ? number : Convert.ToInt64(Row[column], CultureInfo.InvariantCulture);

    public long? NumberOrNull(int column) => Row[column] is DBNull ? null : Number(column);

    public string Text(int column) => TextOrNull(column) ?? "";

    public string? TextOrNull(int column) => Row[column] as string;

    public ReadOnlySpan<byte> Bytes(int column) => Row[column] switch
    {
        byte[] bytes => bytes,
        string text => Encoding.UTF8.GetBytes(text),
        _ => [],
    };

    public void Dispose() => command.Dispose();

    private static List<object[]> ReadAll(NpgsqlCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private PostgreSqlStatement Set(int parameter, NpgsqlDbType type, object? value)
    {
        while (command.Parameters.Count < parameter)
        {
            command.Parameters.Add(new NpgsqlParameter());
        }

        var place = command.Parameters[parameter - 1];
        place.NpgsqlDbType = type;
        place.Value = value ?? DBNull.Value;
        return this;
    }
}
