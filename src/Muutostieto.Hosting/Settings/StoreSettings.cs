using Muutostieto.PostgreSql;

namespace Muutostieto.Hosting.Settings;

/// <summary>The database that stores are in, in place of files in the data folder. One of the two is given.</summary>
/// <param name="ConnectionFile">A file that is its owner's alone, with Npgsql's connection string on its first line.</param>
/// <param name="ConnectionVariable">An environment variable that holds it.</param>
public sealed record StoreSettings(string? ConnectionFile, string? ConnectionVariable)
{
    /// <summary>Seconds, where the settings have none.</summary>
    public const int DefaultLeaseSeconds = 30;

    private const string WhatOfAll = "the database's connection string";

    /// <summary>Whose connection string it is, as messages say it.</summary>
    private string What { get; init; } = WhatOfAll;

    /// <summary>
    /// For how long a worker keeps a permit without a sign of life: a worker that was killed, frozen or cut off loses it then.
    /// </summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(DefaultLeaseSeconds);

    /// <summary>
    /// The folder that all workers see, with the keys of series of samples and the customers' files of updates; null: the data folder.
    /// </summary>
    public string? SharedFolder { get; init; }

    /// <summary>
    /// Whether programs that write bring older tables up to date before they begin, as <c>store migrate</c> does; false: they refuse.
    /// </summary>
    public bool Migrate { get; init; }

    /// <summary>How many connections read the residents of a large base at once, each a range of identity codes.</summary>
    public int ScanConnections { get; init; } = 1;

    /// <summary>The login of what writes the register: imports, the feed, entries by date; null: that of everything.</summary>
    public StoreConnection? RegisterConnection { get; init; }

    /// <summary>The login of the interface's answers, which read the register and append to the audit chain; null: that of everything.
    /// </summary>
    public StoreConnection? InterfaceConnection { get; init; }

    /// <summary>Replicas of the database from which the interface takes content; null: there are none.</summary>
    public StoreConnection? ReplicaConnection { get; init; }

    /// <summary>The login that owns the tables, and makes and changes them; null: that of everything.</summary>
    public StoreConnection? OwnerConnection { get; init; }

    /// <summary>Where the database is named first, for a login that must be of the same one; null: this is it, or it need not be.</summary>
    private StoreConnection? First { get; init; }

    /// <summary>The connection string. A secret.</summary>
    /// <exception cref="Records.MuutostietoException">
    /// Usage: it is missing, empty, unreadable or open to others, or names another database than that of everything.
    /// </exception>
    public string ReadConnection()
    {
        var text = SecretReader.Secret(What, ConnectionFile, ConnectionVariable);
        if (First is not null)
        {
            var own = StoreDatabase.PlaceOf(text);
            var first = StoreDatabase.PlaceOf(SecretReader.Secret(WhatOfAll, First.File, First.Variable));
            if (!string.Equals(own, first, StringComparison.OrdinalIgnoreCase))
            {
                throw SecretReader.Fault(
                    ConnectionVariable ?? ConnectionFile!,
                    $"it names {own}, and {First.Variable ?? First.File} names {first}",
                    "Name the same host, port and database in both.");
            }
        }

        return text;
    }

    /// <summary>The same database by the login of what writes the register.</summary>
    public StoreSettings ForRegister() => ForPart(RegisterConnection, "the register's connection string");

    /// <summary>The same database by the login of the interface's answers.</summary>
    public StoreSettings ForInterface() => ForPart(InterfaceConnection, "the interface's connection string");

    /// <summary>The replicas' hosts, by the login of what is read from them; null: there are none.</summary>
    public StoreSettings? ForReplicas() => ReplicaConnection is null ? null : For(ReplicaConnection, "the replicas' connection string");

    /// <summary>The same database by the login that owns the tables.</summary>
    public StoreSettings ForOwner() => For(OwnerConnection, "the owner's connection string");

    /// <summary>
    /// What keeps connection strings from being read that a service needs, with place and remedy. The owner's is needed by one that
    /// migrates: else it may be where an administrator alone has it.
    /// </summary>
    public IEnumerable<(string Place, string Found, string Remedy)> Faults() =>
        new[] { this, ForRegister(), ForInterface(), ForReplicas() ?? this, Migrate ? ForOwner() : this }
            .Select(each => SecretReader.FaultOf(() => each.ReadConnection()))
            .OfType<(string, string, string)>()
            .Distinct();

    /// <summary>A part that worked on another database would write what the others never read.</summary>
    private StoreSettings ForPart(StoreConnection? own, string what) => own is null
        ? this
        : For(own, what) with { First = new StoreConnection(ConnectionFile, ConnectionVariable) };

    private StoreSettings For(StoreConnection? own, string what) => own is null ? this : this with
    {
        What = what,
        ConnectionFile = own.File,
        ConnectionVariable = own.Variable,
    };
}
