using System.Globalization;
using Muutostieto.Audit;
using Muutostieto.Deliveries;
using Muutostieto.Drops;
using Muutostieto.Extracts;
using Muutostieto.Hosting;
using Muutostieto.Interface.Feed;
using Muutostieto.PostgreSql;
using Muutostieto.Recipient;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Synthetic;

namespace Muutostieto.Cli.CommandLine;

/// <summary>With which command each remedy is done.</summary>
internal sealed class RemedyWords : IRemedyWords
{
    public string Of(Remedy remedy) => remedy switch
    {
        DeliveryRemedy delivery => Of(delivery),
        RegisterRemedy register => Of(register),
        HostRemedy host => Of(host),
        FeedRemedy feed => Of(feed),
        RecordsRemedy records => Of(records),
        ExtractRemedy.MakeSeries series => $"Run: keys series make {series.Series}.",
        RecipientRemedy recipient => RecipientRemedyWords.Of(recipient),
        SyntheticRemedy synthetic => Of(synthetic),
        StoreRemedy.Migrate => "Run: store migrate.",
        StoreRemedy.Grant => "Run: store roles.",
        VerifyChain => "Run: audit verify.",
        VerifyOutbox => "Run: deliveries verify.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
    };

    private static string Of(DeliveryRemedy remedy) => remedy switch
    {
        DeliveryRemedy.MakeBase made => $"Run: deliver base {made.Permit}.",
        DeliveryRemedy.RunExtract extract => $"Run: extract run {extract.Order} --again.",
        DeliveryRemedy.RunUpdate update => $"Run: update run {update.Order} FILE --again.",
        DeliveryRemedy.BeginChain begun => FormattableString.Invariant(
            $"Run: deliver changes {begun.Permit} --from-key {begun.Key} --new-chain."),
        DeliveryRemedy.AcceptBase accepted => $"Run: deliver base {accepted.Permit} --accept.",
        DeliveryRemedy.DeliverChanges changes => $"Run: deliver changes {changes.Permit}.",
        DeliveryRemedy.Withdraw withdraw => Of(withdraw),
        DeliveryRemedy.ReadAnswer { IsRefusal: true } answer =>
            Invariant($"Run: deliveries show {answer.Delivery}, then deliveries redeliver or deliveries withdraw."),
        DeliveryRemedy.ReadAnswer answer => Invariant($"Run: deliveries show {answer.Delivery}."),
        DeliveryRemedy.ReadHistory history => Invariant($"Run: deliveries show {history.Delivery}."),
        DeliveryRemedy.VerifyDelivery verified => Invariant($"Run: deliveries verify {verified.Delivery}."),
        DeliveryRemedy.Resume => "Run: deliveries resume --reason …, which shows first what it would do.",
        DeliveryRemedy.NameBases => "Run: deliveries resume --reason … --new-base PERMIT, once for each.",
        DeliveryRemedy.ConfirmFewerEntries => "Run: deliveries resume --reason … --register-is-complete --fewer-entries.",
        DeliveryRemedy.ConfirmRegister => "Run: deliveries resume --reason … --register-is-complete.",
        DeliveryRemedy.Run => "Run: batch.",
        DeliveryRemedy.ListPermits => "Run: permits list.",
        DeliveryRemedy.MakeKey => "Run: keys new.",
        DeliveryRemedy.ListKeys => "Run: keys list.",
        DeliveryRemedy.RetireKey retired => $"Run: keys retire {retired.Key}.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
    };

    private static string Of(RegisterRemedy remedy) =>
        remedy switch
        {
            RegisterRemedy.Import => "Run: register import FILE.",
            RegisterRemedy.Make =>
                "Run: register import FILE, or register create for persons who do not exist. The data folder is named by --data.",
            RegisterRemedy.MakeInDatabase => "Run: register import FILE, or register create for persons who do not exist.",
            RegisterRemedy.Convert => "Run: batch, or register import FILE.",
            RegisterRemedy.OtherDataFolder => "It is named by --data.",
            _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
        };

    private static string Of(HostRemedy remedy) => remedy switch
    {
        HostRemedy.ConfirmClock => "Run: batch --clock-ok.",
        HostRemedy.ConfirmClockOfImport => "Run: register import FILE --clock-ok.",
        HostRemedy.LeaveTimeOut => "Leave --at out.",
        HostRemedy.ImportElsewhere => "Run: register import FILE --data DIR.",
        HostRemedy.ImportAgain => "Run: register import FILE, under another name with --instead-of NAME.",
        HostRemedy.ListWithdrawals => "Run: status --json, which names how to withdraw each.",
        HostRemedy.ReadStatus => "\"muutostieto status\" shows the current state.",
        HostRemedy.NameConfiguration => "Name the right one with --config.",
        HostRemedy.CreateConfigurationFile => "Create it, or name another folder with --config.",
        HostRemedy.MakePassword => "Run: interface password.",
        HostRemedy.ListOrders => "Run: extract list.",
        HostRemedy.ReadAnswers => "Run: deliveries show, then deliveries redeliver or deliveries withdraw.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
    };

    private static string Of(FeedRemedy remedy) => remedy switch
    {
        FeedRemedy.Load => "Run: feed load.",
        FeedRemedy.LoadAgain => "Run: feed load --again.",
        FeedRemedy.Run => "Run: feed run.",
        FeedRemedy.ConfirmClock clock => clock.OfLoad ? "Run: feed load --clock-ok." : "Run: feed run --clock-ok.",
        FeedRemedy.AddToList => "Run: feed list add CODE, or feed list import FILE.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
    };

    private static string Of(RecordsRemedy remedy) => remedy switch
    {
        RecordsRemedy.GiveLayouts => "Give the configuration's folder with --config.",
        RecordsRemedy.NameSigners => "Name the sender's allowed_signers with --signers.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
    };

    private static string Of(SyntheticRemedy remedy) => remedy switch
    {
        SyntheticRemedy.CreatePopulation => "Create a population first: register create.",
        SyntheticRemedy.CreateResidents => "Make a population with register create.",
        _ => throw new ArgumentOutOfRangeException(nameof(remedy), remedy, null),
    };

    private static string Of(DeliveryRemedy.Withdraw remedy)
    {
        var ids = remedy.Deliveries.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        var withdraw = ids.Count == 1
            ? $"deliveries withdraw {ids[0]} --reason …"
            : $"deliveries withdraw ID --reason …, with {string.Join(", then ", ids)}";
        return $"Run: {withdraw}{(remedy.NewBaseOf is { } permit ? $", then deliver base {permit}" : "")}.";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
