using System.Globalization;

namespace Muutostieto.Deliveries.Ledger;

internal sealed partial class LedgerSession
{
    internal List<RepairRequest> RequestRepair(string permit, IReadOnlyCollection<string> municipalities, DateTimeOffset at)
    {
        var waiting = PendingRepairs(permit).Select(request => request.Municipality).ToHashSet();
        foreach (var municipality in municipalities.Where(waiting.Add))
        {
            Execute("INSERT INTO repair (permit, municipality, requested) VALUES (@permit, @municipality, @at)",
                ("@permit", permit), ("@municipality", municipality), ("@at", LedgerRows.Text(at)));
        }

        return PendingRepairs(permit);
    }

    /// <summary>
    /// Marks requests as taken by a delivery that has just been planned. One that another has taken meanwhile stays with that.
    /// </summary>
    private void TakeRepairs(long delivery, string permit, IReadOnlyList<long> requests)
    {
        var pending = PendingRepairs(permit).Select(request => request.Id).ToHashSet();
        foreach (var request in requests.Where(pending.Contains))
        {
            Execute("UPDATE repair SET delivery = @delivery WHERE id = @id", ("@delivery", delivery), ("@id", request));
        }
    }

    internal List<RepairRequest> PendingRepairs(string permit)
    {
        using var command = LedgerRows.Command(
            connection,
            """
            SELECT r.id, r.municipality, r.requested FROM repair r LEFT JOIN delivery d ON d.id = r.delivery
            WHERE r.permit = @permit AND (r.delivery IS NULL OR d.state = 'withdrawn') ORDER BY r.id
            """,
            ("@permit", permit));
        using var reader = command.ExecuteReader();
        var requests = new List<RepairRequest>();
        while (reader.Read())
        {
            requests.Add(
                new RepairRequest(
                    reader.GetInt64(0),
                    reader.GetString(1),
                    DateTimeOffset.ParseExact(reader.GetString(2), "O", CultureInfo.InvariantCulture, DateTimeStyles.None)));
        }

        return requests;
    }
}
