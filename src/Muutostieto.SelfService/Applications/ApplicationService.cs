using Muutostieto.Hosting;
using Muutostieto.Records.Dates;
using Muutostieto.SelfService.Access;
using Muutostieto.SelfService.Store;

namespace Muutostieto.SelfService.Applications;

/// <summary>Customers' applications for permits. For all threads at once.</summary>
/// <param name="store">Keeps them.</param>
/// <param name="open">Opens the installation by the configuration in force; disposed of after each use.</param>
/// <param name="clock">Says when.</param>
public sealed class ApplicationService(SelfServiceStore store, Func<Installation> open, TimeProvider clock)
{
    private readonly MatterRows rows = new(store, clock);

    /// <summary>What can be chosen.</summary>
    /// <exception cref="AccessRefusedException">The user may not apply.</exception>
    public ApplicationChoices Choices(SelfServiceUser user)
    {
        _ = RequireRecipient(user);
        return Choices();
    }

    /// <summary>A page of those of the user's recipient, the newest first.</summary>
    /// <param name="user">Of the recipient.</param>
    /// <param name="page">From 1; one that there is not is the nearest.</param>
    /// <exception cref="AccessRefusedException">The user may not apply.</exception>
    public MatterList List(SelfServiceUser user, int page) => rows.OfRecipient(RequireRecipient(user), MatterKind.Permit, page);

    /// <summary>One of the user's recipient.</summary>
    /// <exception cref="AccessRefusedException">The user may not apply, or it is another recipient's or not there.</exception>
    public Matter<ApplicationContent> Find(SelfServiceUser user, long number) => Own(user, number).As(ApplicationJson.Application);

    /// <summary>Begins an application.</summary>
    /// <exception cref="AccessRefusedException">The user may not apply.</exception>
    /// <exception cref="RefusedInputException">It cannot be kept as it is.</exception>
    public Matter<ApplicationContent> Create(SelfServiceUser user, ApplicationContent content)
    {
        var recipient = RequireRecipient(user);
        Check(content, isWhole: false);
        return rows
            .Create(user, recipient, MatterKind.Permit, ApplicationJson.Of(content), content.Register)
            .As(ApplicationJson.Application);
    }

    /// <summary>Keeps what a draft says now.</summary>
    /// <param name="user">Of its recipient.</param>
    /// <param name="number">Which one.</param>
    /// <param name="version">As the user saw it.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="AccessRefusedException">The user may not apply, or it is another recipient's or not there.</exception>
    /// <exception cref="RefusedInputException">It cannot be kept as it is.</exception>
    /// <exception cref="ChangedMeanwhileException">There is another version, or it is no draft any more.</exception>
    public Matter<ApplicationContent> Save(SelfServiceUser user, long number, int version, ApplicationContent content)
    {
        var own = Seen(user, number, version, MatterState.Draft);
        Check(content, isWhole: false);
        return rows.Save(user, own, ApplicationJson.Of(content), content.Register).As(ApplicationJson.Application);
    }

    /// <summary>Everything that a draft lacks or has wrong; empty when it can be submitted.</summary>
    /// <exception cref="AccessRefusedException">The user may not apply, or it is another recipient's or not there.</exception>
    public IReadOnlyList<FieldFault> Check(SelfServiceUser user, long number) => ApplicationCheck.Of(
        ApplicationJson.Application(Own(user, number).Content), Choices(), isWhole: true, HelsinkiTime.Today(clock));

    /// <summary>Hands a draft to the operators.</summary>
    /// <exception cref="RefusedInputException">Something is missing or wrong.</exception>
    /// <inheritdoc cref="Save"/>
    public Matter<ApplicationContent> Submit(SelfServiceUser user, long number, int version)
    {
        var own = Seen(user, number, version, MatterState.Draft);
        Check(ApplicationJson.Application(own.Content), isWhole: true);
        return rows.Move(user, own, MatterState.Submitted).As(ApplicationJson.Application);
    }

    /// <summary>Takes back a draft, or what has not been decided yet.</summary>
    /// <inheritdoc cref="Save"/>
    public Matter<ApplicationContent> Withdraw(SelfServiceUser user, long number, int version) => rows
        .Move(user, Seen(user, number, version, MatterState.Draft, MatterState.Submitted), MatterState.Withdrawn)
        .As(ApplicationJson.Application);

    private static string RequireRecipient(SelfServiceUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return user.RequireRecipient(UserAction.ApplyForPermit);
    }

    private MatterRow Own(SelfServiceUser user, long number)
    {
        var recipient = RequireRecipient(user);
        return rows.Find(number) is { Kind: MatterKind.Permit } found && found.Recipient == recipient
            ? found
            : throw new AccessRefusedException(UserAction.ApplyForPermit);
    }

    private MatterRow Seen(SelfServiceUser user, long number, int version, params MatterState[] states)
    {
        var own = Own(user, number);
        return own.Version == version && states.Contains(own.State) ? own : throw new ChangedMeanwhileException(own.ChangedBy);
    }

    private void Check(ApplicationContent content, bool isWhole)
    {
        ArgumentNullException.ThrowIfNull(content);
        RefusedInputException.ThrowIfAny(ApplicationCheck.Of(content, Choices(), isWhole, HelsinkiTime.Today(clock)));
    }

    private ApplicationChoices Choices()
    {
        using var work = open();
        return ApplicationChoices.Of(work);
    }
}
