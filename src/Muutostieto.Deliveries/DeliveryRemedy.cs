using Muutostieto.Records;

namespace Muutostieto.Deliveries;

/// <summary>The steps by which failures of deliveries, ledger and signing keys are put right.</summary>
public abstract record DeliveryRemedy : Remedy
{
    private DeliveryRemedy()
    {
    }

    /// <summary>Say that the register is complete although it ends before what was delivered.</summary>
    public sealed record ConfirmFewerEntries : DeliveryRemedy;

    /// <summary>Make a base, the first or a new one.</summary>
    public sealed record MakeBase(string Permit) : DeliveryRemedy;

    /// <summary>Make another extract of an order.</summary>
    public sealed record RunExtract(string Order) : DeliveryRemedy;

    /// <summary>Make another result of a customer's file, by an order.</summary>
    public sealed record RunUpdate(string Order) : DeliveryRemedy;

    /// <summary>Make a base although it is much smaller than the last.</summary>
    public sealed record AcceptBase(string Permit) : DeliveryRemedy;

    /// <summary>Make the changes that are due.</summary>
    public sealed record DeliverChanges(string Permit) : DeliveryRemedy;

    /// <summary>Begin a chain at a key of the interface in the place of the one that goes on.</summary>
    public sealed record BeginChain(string Permit, long Key) : DeliveryRemedy;

    /// <summary>Withdraw deliveries, in this order.</summary>
    /// <param name="Deliveries">Their ids.</param>
    /// <param name="NewBaseOf">The permit that then needs a new base; null: none.</param>
    public sealed record Withdraw(IReadOnlyList<long> Deliveries, string? NewBaseOf) : DeliveryRemedy;

    /// <summary>Read what a recipient answered, and deliver again or withdraw when it was a refusal.</summary>
    public sealed record ReadAnswer(long Delivery, bool IsRefusal) : DeliveryRemedy;

    /// <summary>Look how a delivery came into its state.</summary>
    public sealed record ReadHistory(long Delivery) : DeliveryRemedy;

    /// <summary>Compare a delivery's files with what was recorded.</summary>
    public sealed record VerifyDelivery(long Delivery) : DeliveryRemedy;

    /// <summary>Decide how deliveries go on with a ledger of an earlier time.</summary>
    public sealed record Resume : DeliveryRemedy;

    /// <summary>Decide it, and name the permits whose recipients get a new base.</summary>
    public sealed record NameBases : DeliveryRemedy;

    /// <summary>Decide it, and say that the register has all that was delivered.</summary>
    public sealed record ConfirmRegister : DeliveryRemedy;

    /// <summary>Do a run.</summary>
    public sealed record Run : DeliveryRemedy;

    /// <summary>Look which permits there are.</summary>
    public sealed record ListPermits : DeliveryRemedy;

    /// <summary>Make a signing key.</summary>
    public sealed record MakeKey : DeliveryRemedy;

    /// <summary>Look which signing keys there are.</summary>
    public sealed record ListKeys : DeliveryRemedy;

    /// <summary>Retire a signing key.</summary>
    public sealed record RetireKey(string Key) : DeliveryRemedy;
}
