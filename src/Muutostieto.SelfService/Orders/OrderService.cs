using System.Collections.Concurrent;
using Muutostieto.Audit;
using Muutostieto.Deliveries.Engine;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Extracts;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Orders;

/// <summary>Customers' orders, from a draft to the operators' queue. For all threads at once.</summary>
/// <param name="store">Keeps them.</param>
/// <param name="open">Opens the installation by the configuration in force; disposed of after each use.</param>
/// <param name="clock">Says when.</param>
public sealed class OrderService(SelfServiceStore store, Func<Installation> open, TimeProvider clock)
{
    /// <summary>Characters of an order that is written as JSON: with all else, a form takes no more.</summary>
    public const int LongestJson = 30_000;

    private readonly MatterRows rows = new(store, clock);
    private readonly ConcurrentDictionary<string, bool> counting = new(StringComparer.Ordinal);

    /// <summary>The permits under which the user's recipient may order today, in order of id.</summary>
    /// <exception cref="AccessRefusedException">The user may not order.</exception>
    public IReadOnlyList<Permit> Permits(SelfServiceUser user)
    {
        var recipient = RequireRecipient(user);
        using var work = open();
        return PermitsOf(work, recipient);
    }

    /// <summary>What can be chosen.</summary>
    /// <exception cref="AccessRefusedException">The user may not order.</exception>
    public OrderChoices Choices(SelfServiceUser user)
    {
        var recipient = RequireRecipient(user);
        using var work = open();
        return OrderChoices.Of(work, PermitsOf(work, recipient));
    }

    /// <summary>A page of those of the user's recipient, the newest first.</summary>
    /// <param name="user">Of the recipient.</param>
    /// <param name="page">From 1; one that there is not is the nearest.</param>
    /// <exception cref="AccessRefusedException">The user may not order.</exception>
    public MatterList List(SelfServiceUser user, int page) => rows.OfRecipient(RequireRecipient(user), MatterKind.Order, page);

    /// <summary>One of the user's recipient.</summary>
    /// <exception cref="AccessRefusedException">The user may not order, or it is another recipient's or not there.</exception>
    public Matter<OrderContent> Find(SelfServiceUser user, long number) => Own(user, number).As(OrderJson.Order);

    /// <summary>Begins an order.</summary>
    /// <exception cref="AccessRefusedException">The user may not order.</exception>
    /// <exception cref="RefusedInputException">It cannot be kept as it is.</exception>
    public Matter<OrderContent> Create(SelfServiceUser user, OrderContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var recipient = RequireRecipient(user);
        RefusedInputException.ThrowIfAny(OrderReading.Unkeepable(content));
        return rows.Create(user, recipient, MatterKind.Order, OrderJson.Of(content), content.Title).As(OrderJson.Order);
    }

    /// <summary>Keeps what a draft says now.</summary>
    /// <param name="user">Of its recipient.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="AccessRefusedException">The user may not order, or it is another recipient's or not there.</exception>
    /// <exception cref="RefusedInputException">It cannot be kept as it is.</exception>
    /// <exception cref="ChangedMeanwhileException">There is another version, or it is no draft any more.</exception>
    public Matter<OrderContent> Save(SelfServiceUser user, long number, int version, OrderContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var own = Seen(user, number, version, MatterState.Draft);
        RefusedInputException.ThrowIfAny(OrderReading.Unkeepable(content));
        return rows.Save(user, own, OrderJson.Of(content), content.Title).As(OrderJson.Order);
    }

    /// <summary>Everything that the loader of orders finds wrong in a draft; empty when it can be submitted.</summary>
    /// <exception cref="AccessRefusedException">The user may not order, or it is another recipient's or not there.</exception>
    public IReadOnlyList<FieldFault> Check(SelfServiceUser user, long number)
    {
        var own = Own(user, number);
        try
        {
            using var work = open();
            var content = OrderJson.Order(own.Content);
            _ = OrderReading.Read(work, content, OrderReading.PermitOf(work, content, own.Recipient), IdOf(number));
            return [];
        }
        catch (RefusedInputException refused)
        {
            return refused.Faults;
        }
    }

    /// <summary>
    /// Counts what a draft would get now, its sizes and its price, as <c>extract preview</c> does. The count is in the audit before it is
    /// shown. A recipient has one count made at a time: each looks at a whole area.
    /// </summary>
    /// <param name="user">Of its recipient.</param>
    /// <param name="number">Which one.</param>
    /// <param name="progress">Is given how many have been looked at; null when not needed.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="AccessRefusedException">The user may not order, or it is another recipient's or not there.</exception>
    /// <exception cref="RefusedInputException">It is no whole order, or one for customers' files, whose rows are not known yet; or there
    /// were too many counts within a day.</exception>
    /// <exception cref="MuutostietoException">Transient: another count of the recipient goes on. Others: the register or the audit cannot
    /// be used.</exception>
    public CountedOrder Preview(SelfServiceUser user, long number, IProgress<long>? progress, CancellationToken cancellation)
    {
        var own = Own(user, number);
        if (!counting.TryAdd(own.Recipient, true))
        {
            throw new MuutostietoException(
                FailureKind.Transient, $"recipient \"{own.Recipient}\": another of its orders is being counted. Try again after that.");
        }

        try
        {
            return Preview(user, own, progress, cancellation);
        }
        finally
        {
            _ = counting.TryRemove(own.Recipient, out _);
        }
    }

    private IReadOnlyList<Permit> PermitsOf(Installation work, string recipient) =>
    [
        .. work.Configuration.PermitsValidOn(HelsinkiTime.Today(clock))
            .Where(permit => permit.Recipient == recipient && permit.Orders is not null),
    ];

    private CountedOrder Preview(SelfServiceUser user, MatterRow own, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var work = open();
        var content = OrderJson.Order(own.Content);
        var permit = OrderReading.PermitOf(work, content, own.Recipient);
        var order = OrderReading.Read(work, content, permit, IdOf(own.Number));
        if (order.Target == OrderTarget.Customers)
        {
            throw new RefusedInputException([new FieldFault("target", FieldProblem.Contradicts)]);
        }

        ProductionRegister.Require(work.Configuration.Settings, work.Register);
        rows.NoteCount(own.Recipient);
        var request = ExtractRequests.Of(order);
        var engine = work.NewEngine();
        _ = work.Audit.RecordPreview(new AuditedPreview(
            permit.Id, order.Id, request.Purpose, ExtractRequests.Sha256Of(request), work.Register.LatestKey().Value)
        {
            Asker = new AuditedAsker(user.Id, null, null),
        });
        var counted = engine.Preview.CountExtract(permit, request, progress, cancellation);
        var isTooFew = counted.Choice.Frame < Math.Max(DeliveryPlanner.SmallestFrame, counted.Smallest)
            || counted.Choice.Counts.Cases < DeliveryPlanner.SmallestFrame;

        // Rounded down, and none looks like few: of two counts that differ by one known person, the difference, and a zero, would
        // say what that person is. Size and price are those of the rounded count.
        var shown = counted.Counted.Persons - (counted.Counted.Persons % DeliveryPlanner.SmallestFrame);
        var isHidden = isTooFew || shown == 0;
        return new CountedOrder(
            OrderTargetNames.Of(order.Target),
            isHidden ? null : shown,
            isTooFew,
            isHidden ? [] : [.. counted.Sizes.Select(size => size with { Bytes = RoundedUp(size.Bytes) })],
            isHidden ? null : OrderPrice.Of(work, permit, request, shown),
            isTooFew ? null : counted.Refusal);
    }

    /// <summary>To two digits: a size to the byte would say what the count does not.</summary>
    private static long RoundedUp(long bytes)
    {
        var unit = 1L;
        while (bytes / unit >= 100)
        {
            unit *= 10;
        }

        return (bytes + unit - 1) / unit * unit;
    }

    /// <summary>Hands a draft to the operators.</summary>
    /// <exception cref="RefusedInputException">It is no whole order.</exception>
    /// <inheritdoc cref="Save"/>
    public Matter<OrderContent> Submit(SelfServiceUser user, long number, int version)
    {
        var own = Seen(user, number, version, MatterState.Draft);
        using var work = open();
        var content = OrderJson.Order(own.Content);
        _ = OrderReading.Read(work, content, OrderReading.PermitOf(work, content, own.Recipient), IdOf(number));
        return rows.Move(user, own, MatterState.Submitted).As(OrderJson.Order);
    }

    /// <summary>Takes back a draft, or what has not been decided yet.</summary>
    /// <inheritdoc cref="Save"/>
    public Matter<OrderContent> Withdraw(SelfServiceUser user, long number, int version) => rows
        .Move(user, Seen(user, number, version, MatterState.Draft, MatterState.Submitted), MatterState.Withdrawn)
        .As(OrderJson.Order);

    /// <summary>The id that an order has until an operator gives it another one.</summary>
    private static string IdOf(long number) => FormattableString.Invariant($"luonnos-{number}");

    private static string RequireRecipient(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.RequireRecipient(UserAction.DraftOrder);
    }

    private MatterRow Own(SelfServiceUser user, long number)
    {
        var recipient = RequireRecipient(user);
        return rows.Find(number) is { Kind: MatterKind.Order } found && found.Recipient == recipient
            ? found
            : throw new AccessRefusedException(UserAction.DraftOrder);
    }

    private MatterRow Seen(SelfServiceUser user, long number, int version, params MatterState[] states)
    {
        var own = Own(user, number);
        return own.Version == version && states.Contains(own.State) ? own : throw new ChangedMeanwhileException(own.ChangedBy);
    }
}
