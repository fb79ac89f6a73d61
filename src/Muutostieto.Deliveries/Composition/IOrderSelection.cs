using Muutostieto.Deliveries.Composition.Updates;
using Muutostieto.Deliveries.Terms;
using Muutostieto.Disclosure;
using Muutostieto.Records;
using Muutostieto.Records.Groups;
using Muutostieto.Records.Tables;
using Muutostieto.Register;

namespace Muutostieto.Deliveries.Composition;

/// <summary>Chooses the persons, buildings or dwellings of an extract.</summary>
public interface IOrderSelection
{
    /// <summary>The same choice whenever it is asked for the same order, register and keys.</summary>
    /// <param name="register">Open for reading.</param>
    /// <param name="catalog">The record layouts that the extract is composed with.</param>
    /// <param name="terms">Of the extract, with its order.</param>
    /// <param name="asOf">As of which key.</param>
    /// <param name="protection">Who is protected.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="MuutostietoException">Usage: the order cannot be read, or the key of its series is missing.</exception>
    OrderChoice Choose(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation);

    /// <summary>Whether the choice of an earlier order can be made again: the key of its series is there, when it has one.</summary>
    /// <param name="order">Of the extract.</param>
    bool CanChooseAgain(OrderTerms order);

    /// <summary>A new table that the order gets in place of records of the chosen persons; null: it gets records.</summary>
    /// <param name="order">Of the extract.</param>
    IComputedTable? TableOf(OrderTerms order);

    /// <summary>The tables that the order gets in place of the chosen records, row by row; null: it gets records, or
    /// <see cref="TableOf"/>.</summary>
    /// <param name="order">Of the extract.</param>
    IRowTables? TablesOf(OrderTerms order);

    /// <summary>The answers to the customer's file of an update: the same whenever they are asked for the same file, register and
    /// keys.</summary>
    /// <param name="register">Open for reading.</param>
    /// <param name="catalog">The record layouts that the update is composed with.</param>
    /// <param name="terms">Of the update, with its order and mark.</param>
    /// <param name="asOf">As of which key.</param>
    /// <param name="protection">Who is protected.</param>
    /// <param name="cancellation">Breaks off the look at the file.</param>
    /// <exception cref="MuutostietoException">Usage: the file has been removed after its days, or the order cannot be read. Integrity: it
    /// is another file.</exception>
    IUpdateAnswers AnswersOf(
        IRegister register,
        GroupCatalog catalog,
        DeliveryTerms terms,
        JournalKey asOf,
        Protection protection,
        CancellationToken cancellation);
}
