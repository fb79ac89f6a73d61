using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Extracts.Orders;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Records;

namespace Muutostieto.Hosting.Settings;

/// <summary>A whole, checked configuration. Immutable: a change of the files makes a new one.</summary>
public sealed record Configuration
{
    /// <summary>The folder it was read from.</summary>
    public required string Directory { get; init; }

    public required ServiceSettings Settings { get; init; }

    /// <summary>In order of id; those whose validity has ended, or has not begun, too.</summary>
    public required IReadOnlyList<Permit> Permits { get; init; }

    /// <summary>What recipients order, in order of id; those of permits that are not in force too.</summary>
    public IReadOnlyList<ExtractOrder> Orders { get; init; } = [];

    /// <summary>Recipients that order for end customers, by recipient.</summary>
    public IReadOnlyDictionary<string, Partner> Partners { get; init; } = new Dictionary<string, Partner>();

    /// <summary>By id.</summary>
    public required IReadOnlyDictionary<string, Product> Products { get; init; }

    /// <summary>Municipalities, counties and mergers.</summary>
    public required MunicipalityDirectory Municipalities { get; init; }

    /// <summary>What of it decides how deliveries are made.</summary>
    public DeliveryConfiguration Deliveries => new()
    {
        Directory = Directory,
        Settings = new DeliverySettings
        {
            DataDirectory = Settings.DataDirectory,
            OutboxPath = Settings.OutboxPath,
            PublishedPath = Path.Combine(Settings.Store?.SharedFolder ?? Settings.DataDirectory, "published"),
            Audit = Settings.Audit,
            AuditYears = Settings.AuditYears,
            Signing = Settings.Signing with { MakesMissing = !Settings.IsProduction },
            Drops = Settings.Drops,
            WithdrawPublished = Settings.WithdrawPublished,
            Run = Settings.Run,
        },
        Permits = Permits,
        Orders =
        [
            .. Orders
                .Where(order => order.Rhythm is not null)
                .Select(order => new RecurringOrder(order.Permit, ExtractRequests.Of(order), order.Rhythm!)),
        ],
        Updates =
        [
            .. Orders
                .Where(order => order.Update is not null)
                .Select(order => new UpdateOrder(order.Permit, ExtractRequests.Of(order))),
        ],
        Partners = Partners,
        Products = Products,
        Municipalities = Municipalities,
    };

    /// <summary>The product of a permit.</summary>
    public Product ProductOf(Permit permit) => Deliveries.ProductOf(permit);

    /// <summary>The permits that are served on the day.</summary>
    public IEnumerable<Permit> PermitsValidOn(DateOnly day) => Permits.Where(permit => permit.IsValidOn(day));

    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> when there is no such order.</exception>
    public ExtractOrder Order(string id) => Orders.FirstOrDefault(order => order.Id == id)
        ?? throw new MuutostietoException(
            FailureKind.Usage,
            $"order \"{id}\": there is none of this id in {Path.Combine(Directory, "orders")}. "
                + Suggestion.For(id, Orders.Select(order => order.Id)) + "Look which there are.")
        { Remedy = new HostRemedy.ListOrders() };

    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> when there is no such permit.</exception>
    public Permit Permit(string id) => Deliveries.Permit(id);
}
