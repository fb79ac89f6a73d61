using Muutostieto.Register.Buildings;
using Npgsql;
using NpgsqlTypes;

namespace Muutostieto.Register.PostgreSql;

/// <summary>Puts the buildings into a register that is being created.</summary>
/// <param name="place">Of the register, for messages.</param>
/// <param name="loadKey">The key of the load.</param>
internal sealed class PostgreSqlBuildingLoader(string place, long loadKey)
{
    private readonly CopyBuffer buildings = new("COPY building (id) FROM STDIN (FORMAT binary)", NpgsqlDbType.Bigint);

    private readonly CopyBuffer versions = new(
        "COPY building_version (building, from_key, code, municipality, stands, document) FROM STDIN (FORMAT binary)",
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Text,
        NpgsqlDbType.Text,
        NpgsqlDbType.Smallint,
        NpgsqlDbType.Bytea);

    private readonly CopyBuffer formerCodes = new(
        "COPY loaded_building_code (code, building) FROM STDIN (FORMAT binary)",
        NpgsqlDbType.Text,
        NpgsqlDbType.Bigint);

    private readonly CopyBuffer owners = new(
        "COPY building_owner (id, building, from_key, person, business_id, document) FROM STDIN (FORMAT binary)",
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Text,
        NpgsqlDbType.Bytea);

    private readonly CopyBuffer dwellings = new(
        "COPY dwelling (id, building, permanent_id) FROM STDIN (FORMAT binary)",
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Text);

    private readonly CopyBuffer places = new(
        "COPY dwelling_place (building, place, from_key, dwelling) FROM STDIN (FORMAT binary)",
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Text,
        NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint);

    private long owner;
    private long dwelling;

    public long Count { get; private set; }

    public long Add(NewBuildingVersion building)
    {
        building.Validate();
        if (building.BuildingId is not null)
        {
            throw new ArgumentException("A new register numbers its buildings itself.", nameof(building));
        }

        var id = ++Count;
        buildings.Add(id);
        versions.Add(id, loadKey, building.Code, building.Municipality, building.Stands ? 1L : 0L, building.Document);
        foreach (var former in building.FormerCodes.Where(code => code != building.Code))
        {
            formerCodes.Add(former, id);
        }

        foreach (var each in building.Owners)
        {
            owners.Add(++owner, id, loadKey, each.PersonId, each.BusinessId, each.Group);
        }

        foreach (var each in building.Dwellings)
        {
            dwellings.Add(++dwelling, id, each.PermanentId);
            places.Add(id, each.Place.ToString(), loadKey, dwelling);
        }

        return id;
    }

    public void Flush(NpgsqlConnection connection)
    {
        buildings.Flush(connection);
        versions.Flush(connection);
        formerCodes.Flush(connection);
        owners.Flush(connection);
        dwellings.Flush(connection);
        places.Flush(connection);
    }

    /// <summary>The codes, in one sorted pass. A former code that comes twice stays the first one's.</summary>
    /// <exception cref="Records.MuutostietoException">Integrity: two buildings share a code.</exception>
    public void Complete(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            """
            INSERT INTO building_code (code, building, since_key)
                SELECT code, min(building), @key FROM loaded_building_code GROUP BY code;
            INSERT INTO building_code (code, building, since_key) SELECT code, building, @key FROM building_version ORDER BY code
            """,
            connection)
        { CommandTimeout = 0 };
        command.Parameters.AddWithValue("key", loadKey);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw RegisterFailure.SharedBuildingCode(place);
        }
    }
}
