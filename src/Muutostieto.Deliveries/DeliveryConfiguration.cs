using Muutostieto.Deliveries.Terms;
using Muutostieto.Deliveries.Updates;
using Muutostieto.Disclosure.Partners;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries;

/// <summary>Permits, products and settings from which deliveries are made. Immutable.</summary>
public sealed record DeliveryConfiguration
{
    /// <summary>The folder it was read from.</summary>
    public required string Directory { get; init; }

    public required DeliverySettings Settings { get; init; }

    /// <summary>In order of id; those whose validity has ended, or has not begun, too.</summary>
    public required IReadOnlyList<Permit> Permits { get; init; }

    /// <summary>Orders that are repeated, in order of id.</summary>
    public IReadOnlyList<RecurringOrder> Orders { get; init; } = [];

    /// <summary>Recipients that order for end customers, by recipient.</summary>
    public IReadOnlyDictionary<string, Partner> Partners { get; init; } = new Dictionary<string, Partner>();

    /// <summary>Orders for which recipients send files, in order of id.</summary>
    public IReadOnlyList<UpdateOrder> Updates { get; init; } = [];

    /// <summary>By id.</summary>
    public required IReadOnlyDictionary<string, Product> Products { get; init; }

    /// <summary>Municipalities, counties and mergers.</summary>
    public required MunicipalityDirectory Municipalities { get; init; }

    public Product ProductOf(Permit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return Products[permit.Product];
    }

    /// <summary>The permits that are served on the day.</summary>
    public IEnumerable<Permit> PermitsValidOn(DateOnly day) => Permits.Where(permit => permit.IsValidOn(day));

    /// <exception cref="MuutostietoException">With <see cref="FailureKind.Usage"/> when there is no such permit.</exception>
    public Permit Permit(string id) => Permits.FirstOrDefault(permit => permit.Id == id)
        ?? throw new MuutostietoException(
            FailureKind.Usage,
            $"permit \"{id}\": there is none of this id in {Path.Combine(Directory, "permits")}. "
            + Suggestion.For(id, Permits.Select(permit => permit.Id)) + "Look which there are.")
        { Remedy = new DeliveryRemedy.ListPermits() };
}
