<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AboutView</name>
    <message>
        <source>组件</source>
        <translation>Components</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>版本</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>许可</source>
        <translation>Licence</translation>
    </message>
    <message>
        <source>关于场控</source>
        <translation>About Changkong</translation>
    </message>
    <message>
        <source>组件和许可</source>
        <translation>Components and licences</translation>
    </message>
    <message>
        <source>还没有导入站点</source>
        <translation>No site has been imported yet</translation>
    </message>
    <message>
        <source>已连接</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>未连接</source>
        <translation>Not connected</translation>
    </message>
    <message>
        <source>程序</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>场控：公共资源交易中心场地智能化调度总控</source>
        <translation>Changkong: site control of a public-resource trading centre</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>数据性质</source>
        <translation>Nature of the data</translation>
    </message>
    <message>
        <source>本席位</source>
        <translation>This desk</translation>
    </message>
    <message>
        <source>引擎</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>操作系统</source>
        <translation>Operating system</translation>
    </message>
</context>
<context>
    <name>AccountsView</name>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>所有人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>密码改于</source>
        <translation>Password changed</translation>
    </message>
    <message>
        <source>须改期限</source>
        <translation>Change due</translation>
    </message>
    <message>
        <source>最近登录</source>
        <translation>Last sign-in</translation>
    </message>
    <message>
        <source>场控</source>
        <translation>Changkong</translation>
    </message>
    <message>
        <source>{owner}（已离开）</source>
        <translation>{owner} (has left)</translation>
    </message>
    <message>
        <source>锁定至 {at}</source>
        <translation>Locked until {at}</translation>
    </message>
    <message>
        <source>已到期</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>下次登录</source>
        <translation>Next sign-in</translation>
    </message>
    <message>
        <source>从未</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>账号登记</source>
        <translation>Register of accounts</translation>
    </message>
    <message>
        <source>开立账号…</source>
        <translation>Open account…</translation>
    </message>
    <message>
        <source>重设密码…</source>
        <translation>Reset password…</translation>
    </message>
    <message>
        <source>关闭账号…</source>
        <translation>Close account…</translation>
    </message>
    <message>
        <source>账号登记只对管理和监督人员开放</source>
        <translation>The register of accounts is open to management and supervision only</translation>
    </message>
    <message>
        <source>需要开立、关闭账号或重设密码时，请联系现场管理负责人。</source>
        <translation>To open or close an account or to reset a password, ask the site manager.</translation>
    </message>
    <message>
        <source>账号、所有人代码</source>
        <translation>Account, code of the owner</translation>
    </message>
    <message>
        <source>{count} 个账号的所有人已离开，应当关闭</source>
        <translation>The owners of {count} accounts have left; close them</translation>
    </message>
    <message>
        <source>不能关闭正在使用的账号</source>
        <translation>The account in use cannot be closed</translation>
    </message>
    <message>
        <source>账号 {account}（所有人 {owner}）关闭后不能恢复，现有登录立即失效。历史记录保留。</source>
        <translation>Account {account} (owner {owner}) cannot be reopened once closed; its sign-ins end at once. Its history stays.</translation>
    </message>
    <message>
        <source>关闭账号</source>
        <translation>Close account</translation>
    </message>
    <message>
        <source>例如：离职</source>
        <translation>For example: left the centre</translation>
    </message>
</context>
<context>
    <name>AlarmBar</name>
    <message>
        <source>当前没有未确认的报警</source>
        <translation>No alarm waits for acknowledgement</translation>
    </message>
    <message>
        <source>报警条：{words}</source>
        <translation>Alarm bar: {words}</translation>
    </message>
</context>
<context>
    <name>AlarmGuide</name>
    <message>
        <source>处置指南</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>处置指南正文</source>
        <translation>Text of the guide</translation>
    </message>
    <message>
        <source>这类报警还没有处置指南，请按现场情况处置并告知值班负责人。</source>
        <translation>There is no guide to this kind of alarm yet. Act as the situation asks and tell the officer on duty.</translation>
    </message>
    <message>
        <source>意味着什么</source>
        <translation>What it means</translation>
    </message>
    <message>
        <source>怎么做</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Ground</translation>
    </message>
    <message>
        <source>{level}级</source>
        <translation>Priority {level}</translation>
    </message>
    <message>
        <source>开始于 {time}</source>
        <translation>Since {time}</translation>
    </message>
    <message>
        <source>仍在持续</source>
        <translation>Still going on</translation>
    </message>
    <message>
        <source>已恢复</source>
        <translation>Cleared</translation>
    </message>
    <message>
        <source>第 {count} 次</source>
        <translation>Time {count}</translation>
    </message>
    <message>
        <source>地点 {room}</source>
        <translation>Place {room}</translation>
    </message>
    <message>
        <source>设备 {device}</source>
        <translation>Device {device}</translation>
    </message>
    <message>
        <source>项目 {project}</source>
        <translation>Project {project}</translation>
    </message>
    <message>
        <source>对象 {subject}</source>
        <translation>Subject {subject}</translation>
    </message>
</context>
<context>
    <name>AlarmModel</name>
    <message>
        <source>级别</source>
        <translation>P</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>事件</source>
        <translation>Event</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
</context>
<context>
    <name>AlarmPanel</name>
    <message>
        <source>报警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>当前没有报警</source>
        <translation>No alarms</translation>
    </message>
    <message>
        <source>指南 F1</source>
        <translation>Guide F1</translation>
    </message>
    <message>
        <source>搁置 S</source>
        <translation>Shelve S</translation>
    </message>
    <message>
        <source>确认 A</source>
        <translation>Acknowledge A</translation>
    </message>
</context>
<context>
    <name>AlarmTable</name>
    <message>
        <source>报警列表</source>
        <translation>List of alarms</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>搁置</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>处置指南</source>
        <translation>Guide</translation>
    </message>
</context>
<context>
    <name>AnswerField</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>AskException</name>
    <message>
        <source>例外只对这里写的开标和集合时间有效，由另一人批准后才能按此预约或改期。</source>
        <translation>An exception holds for the opening and gathering given here only; a project can be reserved or moved to them once another person has approved.</translation>
    </message>
    <message>
        <source>申请例外</source>
        <translation>Ask for an exception</translation>
    </message>
    <message>
        <source>提出申请</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>项目编号</source>
        <translation>Project code</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>开标时间</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>拟集合时间</source>
        <translation>Gathering asked for</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>例如：评委需从外县赶来，班车 10:20 到达</source>
        <translation>For example: experts come from another county, their bus arrives at 10:20</translation>
    </message>
    <message>
        <source>这是硬性规定，不能例外：{why}</source>
        <translation>This is a hard rule without exceptions: {why}</translation>
    </message>
    <message>
        <source>这组时间符合规定，不需要申请例外。</source>
        <translation>These times are within the rules; no exception is needed.</translation>
    </message>
    <message>
        <source>请填写项目编号。</source>
        <translation>Please give the project's code.</translation>
    </message>
    <message>
        <source>请先改时间：硬性规定不能例外。</source>
        <translation>Please change the times first: a hard rule has no exceptions.</translation>
    </message>
    <message>
        <source>请写明理由。</source>
        <translation>Please give the reason.</translation>
    </message>
</context>
<context>
    <name>AttachPlan</name>
    <message>
        <source>涉密</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>项目 {code} {title}：登记后可以排期、确认房间和开标，文号记入账本。</source>
        <translation>Project {code} {title}: once entered it can be scheduled, its rooms confirmed and opened; the document is entered in the book.</translation>
    </message>
    <message>
        <source>登记批准文件</source>
        <translation>Enter the approval</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>批准文号</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>批准机关</source>
        <translation>Approving body</translation>
    </message>
    <message>
        <source>批准日期</source>
        <translation>Day of approval</translation>
    </message>
    <message>
        <source>例如：某政函〔2026〕31号</source>
        <translation>For example: 某政函〔2026〕31号</translation>
    </message>
    <message>
        <source>例如：某县人民政府</source>
        <translation>For example: People's Government of X County</translation>
    </message>
    <message>
        <source>请填写批准文号。</source>
        <translation>Please give the document's number.</translation>
    </message>
    <message>
        <source>请填写批准机关。</source>
        <translation>Please give the approving body.</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>停用期间任何预约都不能占用这间功能室；动用设备的作业须有作业许可，许可结束时自动恢复。</source>
        <translation>While a room is closed no booking can take it. Work on equipment needs a work permit; when the permit is closed the room opens again by itself.</translation>
    </message>
    <message>
        <source>停用功能室</source>
        <translation>Close a room</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>功能室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>From</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>作业许可</source>
        <translation>Work permit</translation>
    </message>
    <message>
        <source>没有动用设备的作业</source>
        <translation>No work on equipment</translation>
    </message>
    <message>
        <source>尚未开始的让出，优先重新安排</source>
        <translation>Whoever has not begun gives way and is placed anew first</translation>
    </message>
    <message>
        <source>{number} 号 {job}</source>
        <translation>No. {number} {job}</translation>
    </message>
    <message>
        <source>这段时间没有占用。</source>
        <translation>Nothing is booked in this time.</translation>
    </message>
    <message>
        <source>这段时间已有占用：{who}</source>
        <translation>Booked in this time: {who}</translation>
    </message>
    <message>
        <source>结束时间须晚于开始时间。</source>
        <translation>The end must be later than the beginning.</translation>
    </message>
    <message>
        <source>请写明事由。</source>
        <translation>Please give the reason.</translation>
    </message>
    <message>
        <source>这段时间已有占用：换一个时间，或勾选让出。</source>
        <translation>Something is booked in this time: choose another time, or tick that it gives way.</translation>
    </message>
</context>
<context>
    <name>BookingDialog</name>
    <message>
        <source>开标</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>评标</source>
        <translation>Evaluation</translation>
    </message>
    <message>
        <source>代理工作</source>
        <translation>Agency work</translation>
    </message>
    <message>
        <source>拍卖</source>
        <translation>Auction</translation>
    </message>
    <message>
        <source>磋商谈判</source>
        <translation>Negotiation</translation>
    </message>
    <message>
        <source>询标</source>
        <translation>Clarification</translation>
    </message>
    <message>
        <source>先选方式和时间，右侧即列出空闲的功能室；席位、见证、设备和布置清场时间随方式自动一并占用。</source>
        <translation>Choose method and time first: the free rooms stand at the right at once. Seats, witness, equipment and the time for setup and clearing are taken with them as the method asks.</translation>
    </message>
    <message>
        <source>新建预约</source>
        <translation>New booking</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Reservation</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>交易方式</source>
        <translation>Method</translation>
    </message>
    <message>
        <source>项目编号</source>
        <translation>Project code</translation>
    </message>
    <message>
        <source>项目名称</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>项目类别</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>代理机构</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>投标人数</source>
        <translation>Bidders</translation>
    </message>
    <message>
        <source>异地依据</source>
        <translation>Ground for remote</translation>
    </message>
    <message>
        <source>批准文号</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>达到规模标准</source>
        <translation>By size</translation>
    </message>
    <message>
        <source>行政监督部门批准</source>
        <translation>Approved by the supervising authority</translation>
    </message>
    <message>
        <source>其他中心的项目</source>
        <translation>Project of another centre</translation>
    </message>
    <message>
        <source>新项目</source>
        <translation>New project</translation>
    </message>
    <message>
        <source>这个时间的功能室（含布置与清场）</source>
        <translation>Rooms at this time (setup and clearing included)</translation>
    </message>
    <message>
        <source>列入候补</source>
        <translation>Put on the wait-list</translation>
    </message>
    <message>
        <source>这个时间没有选到可用的房间：{what}。换一个时间，或列入候补。</source>
        <translation>No free room chosen at this time: {what}. Choose another time, or the wait-list.</translation>
    </message>
    <message>
        <source>请填写{what}。</source>
        <translation>Please fill in: {what}.</translation>
    </message>
    <message>
        <source>请选择代理机构。</source>
        <translation>Please choose the agency.</translation>
    </message>
    <message>
        <source>项目 {code} 已登记，房间没有占到：{why}</source>
        <translation>Project {code} is registered, but its rooms are not booked: {why}</translation>
    </message>
    <message>
        <source>预约时没有可用的房间</source>
        <translation>No room was free when booking</translation>
    </message>
</context>
<context>
    <name>CalendarExport</name>
    <message>
        <source>导出功能室安排，供其他日历读取。涉密项目只写“占用”；席位、见证和预留的不在其中。</source>
        <translation>Writes the plan of the rooms for other calendars. A secret project is only 占用 (taken); seats, witnesses and holds are not in it.</translation>
    </message>
    <message>
        <source>导出日历文件</source>
        <translation>Export a calendar file</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>范围</source>
        <translation>Span</translation>
    </message>
    <message>
        <source>起始日</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>功能室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>一天</source>
        <translation>One day</translation>
    </message>
    <message>
        <source>一周（7 天）</source>
        <translation>One week (7 days)</translation>
    </message>
    <message>
        <source>一个月（31 天）</source>
        <translation>One month (31 days)</translation>
    </message>
    <message>
        <source>全部功能室</source>
        <translation>All rooms</translation>
    </message>
    <message>
        <source>日历文件 (*.ics)</source>
        <translation>Calendar files (*.ics)</translation>
    </message>
    <message>
        <source>正在导出…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>已写入 {count} 项：{file}</source>
        <translation>{count} entries written: {file}</translation>
    </message>
</context>
<context>
    <name>CalendarImport</name>
    <message>
        <source>先预览，后导入：地点是本场功能室的日程成为停用，带项目编号的成为预约。确认之前不改动任何数据；同一文件再导入一次不会重复。</source>
        <translation>Look first, take afterwards: an entry in one of our rooms closes that room, one with a project code becomes a reservation. Nothing changes before you confirm; the same file twice changes nothing.</translation>
    </message>
    <message>
        <source>导入日历文件</source>
        <translation>Import a calendar file</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>全部导入：有一项不成，全部不导入</source>
        <translation>Import all: if one cannot be taken, none is</translation>
    </message>
    <message>
        <source>只导入没有问题的日程</source>
        <translation>Import only the entries without faults</translation>
    </message>
    <message>
        <source>文件中的日程</source>
        <translation>Entries of the file</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>将会</source>
        <translation>What it means</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>功能室或项目</source>
        <translation>Room or project</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>问题</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>日历文件 (*.ics)</source>
        <translation>Calendar files (*.ics)</translation>
    </message>
    <message>
        <source>共 {every} 项日程：可以导入 {good} 项，有问题 {wrong} 项，不用处理 {idle} 项。</source>
        <translation>{every} entries: {good} can be taken, {wrong} have a fault, {idle} need nothing.</translation>
    </message>
    <message>
        <source>导入 {count} 项</source>
        <translation>Import {count}</translation>
    </message>
    <message>
        <source>已导入 {count} 项…</source>
        <translation>{count} taken…</translation>
    </message>
    <message>
        <source>导入中断，已导入 {count} 项：{why}</source>
        <translation>Interrupted after {count} entries: {why}</translation>
    </message>
    <message>
        <source>“{what}”：{why}</source>
        <translation>{what}: {why}</translation>
    </message>
    <message>
        <source>已导入 {count} 项，{refused} 项未被接受：</source>
        <translation>{count} taken, {refused} not accepted:</translation>
    </message>
</context>
<context>
    <name>ChangeForm</name>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一遍</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>保存新密码并登录</source>
        <translation>Save and sign in</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>返回登录</source>
        <translation>Back to signing in</translation>
    </message>
    <message>
        <source>两次输入的新密码不一致。</source>
        <translation>The two new passwords differ.</translation>
    </message>
</context>
<context>
    <name>ChangePassword</name>
    <message>
        <source>修改密码</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>修改后，此账号在所有席位上的登录都会结束，请用新密码重新登录。</source>
        <translation>After the change every sign-in of this account ends, at all desks; sign in again with the new password.</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>当前密码</source>
        <translation>Present password</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一遍</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>请填写当前密码。</source>
        <translation>Please enter the present password.</translation>
    </message>
    <message>
        <source>两次输入的新密码不一致。</source>
        <translation>The two new passwords differ.</translation>
    </message>
</context>
<context>
    <name>CheckpointCard</name>
    <message>
        <source>巡查表</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>到位凭证</source>
        <translation>Proof of presence</translation>
    </message>
    <message>
        <source>门牌上的码</source>
        <translation>Code on the door plate</translation>
    </message>
    <message>
        <source>扫码或输入门牌上的码</source>
        <translation>Scan or enter the code on the door plate</translation>
    </message>
    <message>
        <source>人工确认到位</source>
        <translation>Presence confirmed by hand</translation>
    </message>
    <message>
        <source>刷卡记录证明到位</source>
        <translation>Presence proven by the card record</translation>
    </message>
    <message>
        <source>扫门牌码证明到位</source>
        <translation>Presence proven by the door plate's code</translation>
    </message>
    <message>
        <source>登记巡查点</source>
        <translation>Record checkpoint</translation>
    </message>
    <message>
        <source>Ctrl+回车</source>
        <translation>Ctrl+Enter</translation>
    </message>
    <message>
        <source>登记问题…</source>
        <translation>Record finding…</translation>
    </message>
    <message>
        <source>巡查点</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>在列表或平面图上选择</source>
        <translation>Choose in the list or on the plan</translation>
    </message>
    <message>
        <source>已查 {at} · {proof}</source>
        <translation>Visited {at} · {proof}</translation>
    </message>
    <message>
        <source>漏查</source>
        <translation>Missed</translation>
    </message>
    <message>
        <source>未查</source>
        <translation>Not visited</translation>
    </message>
    <message>
        <source>尚未开始</source>
        <translation>Not begun</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>CheckpointPlan</name>
    <message>
        <source>第 {order} 点，已查</source>
        <translation>Point {order}, visited</translation>
    </message>
    <message>
        <source>第 {order} 点，未查</source>
        <translation>Point {order}, not visited</translation>
    </message>
    <message>
        <source>第 {order} 点，漏查</source>
        <translation>Point {order}, missed</translation>
    </message>
    <message>
        <source>第 {order} 点</source>
        <translation>Point {order}</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>搜索页面、房间、人员、项目，或输入命令（可用拼音首字母）</source>
        <translation>Search pages, rooms, people, projects, or type a command</translation>
    </message>
    <message>
        <source>搜索结果</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>没有找到，请换一个词</source>
        <translation>Nothing found; try another word</translation>
    </message>
    <message>
        <source>搜索与命令</source>
        <translation>Search and command</translation>
    </message>
</context>
<context>
    <name>ConfirmClose</name>
    <message>
        <source>关闭总控窗口</source>
        <translation>Close the control room's window</translation>
    </message>
    <message>
        <source>关闭窗口后，引擎在后台继续运行：门禁照常判定，记录照常入账，再次打开即可看到。</source>
        <translation>After the window has closed the engine goes on: doors are judged and everything is recorded as usual; open the window again to see it.</translation>
    </message>
    <message>
        <source>关闭窗口，引擎继续</source>
        <translation>Close window, engine goes on</translation>
    </message>
    <message>
        <source>停止引擎后，门禁终端只按断网规则放行，评标区门保持关闭，报警和巡查提醒停止，直到引擎再次启动。</source>
        <translation>Once the engine stops, terminals keep their offline rule, the doors of the evaluation zone stay shut, and alarms and patrol reminders pause until it starts again.</translation>
    </message>
    <message>
        <source>停止引擎并退出</source>
        <translation>Stop the engine and quit</translation>
    </message>
</context>
<context>
    <name>ConnectionView</name>
    <message>
        <source>读取数据失败（{fault}）</source>
        <translation>Data cannot be read ({fault})</translation>
    </message>
    <message>
        <source>画面可能不是最新；恢复后自动更新。引擎和门禁不受影响。</source>
        <translation>The picture may not be the newest; it is renewed by itself. Engine and doors are not affected.</translation>
    </message>
</context>
<context>
    <name>ControlRoom</name>
    <message>
        <source>指南</source>
        <translation>Guide</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>场控</source>
        <translation>Changkong</translation>
    </message>
    <message>
        <source>密码已修改，请用新密码登录。</source>
        <translation>The password has been changed; sign in with the new one.</translation>
    </message>
    <message>
        <source>登录已到期，请重新登录。</source>
        <translation>The session has run out; please sign in again.</translation>
    </message>
    <message>
        <source>登录已失效，请重新登录。</source>
        <translation>The session is no longer valid; please sign in again.</translation>
    </message>
</context>
<context>
    <name>DayChart</name>
    <message>
        <source>功能室当日排期</source>
        <translation>Rooms today</translation>
    </message>
    <message>
        <source>与同一功能室的其他预约时间重叠</source>
        <translation>Overlaps another booking of the same room</translation>
    </message>
    <message>
        <source>{rows} 间，{bars} 场</source>
        <translation>{rows} rooms, {bars} bookings</translation>
    </message>
</context>
<context>
    <name>DecideException</name>
    <message>
        <source>处理第 {number} 号例外申请</source>
        <translation>Decide exception no. {number}</translation>
    </message>
    <message>
        <source>确定</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>{open} 开标，{gather} 集合</source>
        <translation>Opening {open}, gathering {gather}</translation>
    </message>
    <message>
        <source>不合之处</source>
        <translation>Against the rule</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>申请</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>批准</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>不予批准</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>不予批准的原因</source>
        <translation>Reason for refusing</translation>
    </message>
    <message>
        <source>不予批准的原因，申请人会看到</source>
        <translation>Reason for refusing; the applicant will see it</translation>
    </message>
    <message>
        <source>批准后项目可以按这组时间预约或改期；实际使用时列入当月清单。</source>
        <translation>Once approved, the project can be reserved or moved to these times; when it is, the exception is put on the list of the month.</translation>
    </message>
    <message>
        <source>请写明不予批准的原因。</source>
        <translation>Please give the reason for refusing.</translation>
    </message>
</context>
<context>
    <name>DeviceDetail</name>
    <message>
        <source>测点</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>读数</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>读数距今</source>
        <translation>Age of reading</translation>
    </message>
    <message>
        <source>质量</source>
        <translation>Quality</translation>
    </message>
    <message>
        <source>设备位置</source>
        <translation>Place of the device</translation>
    </message>
    <message>
        <source>设备详情</source>
        <translation>Details of the device</translation>
    </message>
    <message>
        <source>在左侧选择一台设备</source>
        <translation>Choose a device at the left</translation>
    </message>
    <message>
        <source>从未收到消息，状态未知</source>
        <translation>Never heard; state unknown</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>失联时限</source>
        <translation>Silent after</translation>
    </message>
    <message>
        <source>楼层</source>
        <translation>Floor</translation>
    </message>
    <message>
        <source>门禁点</source>
        <translation>Access point</translation>
    </message>
    <message>
        <source>无法识别</source>
        <translation>Unreadable</translation>
    </message>
    <message>
        <source>{count} 条消息</source>
        <translation>{count} messages</translation>
    </message>
    <message>
        <source>最后消息</source>
        <translation>Last message</translation>
    </message>
    <message>
        <source>距今</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>设备时间</source>
        <translation>Device time</translation>
    </message>
    <message>
        <source>时钟偏差</source>
        <translation>Clock error</translation>
    </message>
    <message>
        <source>自报</source>
        <translation>Own words</translation>
    </message>
    <message>
        <source>固件</source>
        <translation>Firmware</translation>
    </message>
    <message>
        <source>录像</source>
        <translation>Recording</translation>
    </message>
</context>
<context>
    <name>DevicesPage</name>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>读数</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>最后消息</source>
        <translation>Last message</translation>
    </message>
    <message>
        <source>设备时间</source>
        <translation>Device time</translation>
    </message>
    <message>
        <source>时钟偏差</source>
        <translation>Clock error</translation>
    </message>
    <message>
        <source>录像</source>
        <translation>Recording</translation>
    </message>
    <message>
        <source>固件</source>
        <translation>Firmware</translation>
    </message>
    <message>
        <source>坏消息</source>
        <translation>Bad messages</translation>
    </message>
    <message>
        <source>从未</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>{age}前</source>
        <translation>{age} ago</translation>
    </message>
    <message>
        <source>登记设备</source>
        <translation>Registered devices</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Well</translation>
    </message>
    <message>
        <source>读数异常</source>
        <translation>Abnormal reading</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>失联，状态未知</source>
        <translation>Silent, state unknown</translation>
    </message>
    <message>
        <source>无法识别的消息</source>
        <translation>Unreadable messages</translation>
    </message>
    <message>
        <source>设备列表</source>
        <translation>List of devices</translation>
    </message>
    <message>
        <source>设备页分栏</source>
        <translation>Parts of the devices page</translation>
    </message>
    <message>
        <source>设备、房间、固件</source>
        <translation>Device, room, firmware</translation>
    </message>
    <message>
        <source>站点文件里还没有设备</source>
        <translation>The site file has no devices yet</translation>
    </message>
    <message>
        <source>在站点文件的 device 表中登记设备和测点，再重新导入：main.py site import 文件名。</source>
        <translation>Register devices and points in the site file's device table, then import again: main.py site import FILE.</translation>
    </message>
    <message>
        <source>还没有导入站点</source>
        <translation>No site has been imported yet</translation>
    </message>
    <message>
        <source>先准备好站点文件（房间、门、设备、测点），执行 main.py site import 文件名，设备就会出现在这里。</source>
        <translation>Prepare a site file (rooms, doors, devices, points), run main.py site import FILE, and the devices appear here.</translation>
    </message>
    <message>
        <source>{count} 个未登记来源</source>
        <translation>{count} unregistered senders</translation>
    </message>
    <message>
        <source>设备（{count}）</source>
        <translation>Devices ({count})</translation>
    </message>
    <message>
        <source>无法识别的消息（{count}）</source>
        <translation>Unreadable messages ({count})</translation>
    </message>
</context>
<context>
    <name>DispatchBar</name>
    <message>
        <source>前一天或前一周 Alt+PgUp</source>
        <translation>Day or week before  Alt+PgUp</translation>
    </message>
    <message>
        <source>后一天或后一周 Alt+PgDn</source>
        <translation>Day or week after  Alt+PgDn</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>回到今天 Alt+Home</source>
        <translation>Back to today  Alt+Home</translation>
    </message>
    <message>
        <source>日</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>日视图 F6</source>
        <translation>Day view  F6</translation>
    </message>
    <message>
        <source>周</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>周视图 F6</source>
        <translation>Week view  F6</translation>
    </message>
    <message>
        <source>新建预约</source>
        <translation>New booking</translation>
    </message>
    <message>
        <source>新建预约 Ctrl+N</source>
        <translation>New booking  Ctrl+N</translation>
    </message>
    <message>
        <source>例行占用…</source>
        <translation>Recurring…</translation>
    </message>
    <message>
        <source>每周例行的占用：培训、演练、会议</source>
        <translation>Recurring use: training, drills, meetings</translation>
    </message>
    <message>
        <source>停用…</source>
        <translation>Close…</translation>
    </message>
    <message>
        <source>检修停用 Ctrl+B</source>
        <translation>Close for maintenance  Ctrl+B</translation>
    </message>
    <message>
        <source>导入…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>从表格导入一天或一周 Ctrl+I</source>
        <translation>Import a day or a week from a sheet  Ctrl+I</translation>
    </message>
    <message>
        <source>更多：候补、例外、日历文件 F10</source>
        <translation>More: wait-list, exceptions, calendar files  F10</translation>
    </message>
    <message>
        <source>打印日程板</source>
        <translation>Print day board</translation>
    </message>
    <message>
        <source>打印日程板 Ctrl+P</source>
        <translation>Print the day board  Ctrl+P</translation>
    </message>
    <message>
        <source>{count} 间冲突</source>
        <translation>Rooms in conflict: {count}</translation>
    </message>
    <message>
        <source>下一处冲突 F8</source>
        <translation>Next conflict  F8</translation>
    </message>
</context>
<context>
    <name>DispatchFrame</name>
    <message>
        <source>缩小 −</source>
        <translation>Zoom out  −</translation>
    </message>
    <message>
        <source>放大 +</source>
        <translation>Zoom in  +</translation>
    </message>
    <message>
        <source>全天 0</source>
        <translation>Whole day  0</translation>
    </message>
    <message>
        <source>待排、方案与场次</source>
        <translation>Unplaced requests, proposals and sessions</translation>
    </message>
    <message>
        <source>待排 {count}</source>
        <translation>Unplaced {count}</translation>
    </message>
    <message>
        <source>待排</source>
        <translation>Unplaced</translation>
    </message>
    <message>
        <source>方案 {count}</source>
        <translation>Proposals {count}</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>场次</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>还没有场地数据</source>
        <translation>No site data yet</translation>
    </message>
    <message>
        <source>引擎就绪后自动显示；新站点请先导入站点文件：main.py site import 文件</source>
        <translation>They appear as soon as the engine is ready; for a new site import its file first: main.py site import FILE</translation>
    </message>
    <message>
        <source>功能室排期 · 一周</source>
        <translation>Rooms · week</translation>
    </message>
    <message>
        <source>功能室排期</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>{count} 场 · 截至 {time}</source>
        <translation>{count} sessions · as of {time}</translation>
    </message>
</context>
<context>
    <name>DispatchLegend</name>
    <message>
        <source>图例</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>已排</source>
        <translation>Scheduled</translation>
    </message>
    <message>
        <source>预留</source>
        <translation>Holds</translation>
    </message>
    <message>
        <source>进行中</source>
        <translation>Under way</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>布置与清场</source>
        <translation>Setup and clearing</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Over</translation>
    </message>
    <message>
        <source>方向键选择 · Alt+方向键移动 · Enter 打开 · + − 0 缩放</source>
        <translation>Arrows select · Alt+arrows move · Enter opens · + − 0 zoom</translation>
    </message>
</context>
<context>
    <name>DispatchPage</name>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>在总览中打开</source>
        <translation>Open in the overview</translation>
    </message>
    <message>
        <source>确认预留</source>
        <translation>Confirm the hold</translation>
    </message>
    <message>
        <source>延长预留…</source>
        <translation>Extend the hold…</translation>
    </message>
    <message>
        <source>随机抽取…</source>
        <translation>Draw lots…</translation>
    </message>
    <message>
        <source>备场与清场复核…</source>
        <translation>Room readiness…</translation>
    </message>
    <message>
        <source>释放这间…</source>
        <translation>Release this room…</translation>
    </message>
</context>
<context>
    <name>DrawDialog</name>
    <message>
        <source>各方先承诺，都承诺后再公布密值，由全部密值算出结果；集合时间启封前谁也看不到，启封后任何人都能复核。</source>
        <translation>All parties commit first and reveal their secrets only when all have committed; the result follows from all secrets together. Nobody sees it before it is unsealed at the gathering time; afterwards anybody can check it.</translation>
    </message>
    <message>
        <source>随机抽取：{project}</source>
        <translation>Random draws: {project}</translation>
    </message>
    <message>
        <source>新开抽取…</source>
        <translation>Open a draw…</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>抽取</source>
        <translation>Draw</translation>
    </message>
    <message>
        <source>另开或重抽…</source>
        <translation>Open or draw again…</translation>
    </message>
    <message>
        <source>还没有抽取</source>
        <translation>No draw yet</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>另开一次…</source>
        <translation>Open another…</translation>
    </message>
    <message>
        <source>承诺</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>公布密值</source>
        <translation>Reveal</translation>
    </message>
    <message>
        <source>启封…</source>
        <translation>Unseal…</translation>
    </message>
    <message>
        <source>保存抽取文件…</source>
        <translation>Save the draw's file…</translation>
    </message>
    <message>
        <source>本席位的一方已经承诺，等待：{who}。</source>
        <translation>The party of this desk has committed; waiting for: {who}.</translation>
    </message>
    <message>
        <source>启封 {draw}：结果、全部密值和盐值写入账本，从此任何人都能看到和复核，不能收回。</source>
        <translation>Unseal {draw}: the result, all secrets and the salt go into the book; from then on anybody can see and check them. This cannot be taken back.</translation>
    </message>
    <message>
        <source>例如：集合时间到，监督现场启封</source>
        <translation>For example: gathering time has come, unsealed with supervision present</translation>
    </message>
    <message>
        <source>启封结果</source>
        <translation>Unseal the result</translation>
    </message>
    <message>
        <source>启封</source>
        <translation>Unseal</translation>
    </message>
    <message>
        <source>保存抽取文件</source>
        <translation>Save the draw's file</translation>
    </message>
    <message>
        <source>已写入 {file}，复核通过。任何人可用 verify draw 命令离线复核。</source>
        <translation>Written to {file}; it checks green. Anybody can check it offline with the command verify draw.</translation>
    </message>
    <message>
        <source>{who}的密值还没有公布。关闭后本席位不再记得，没有另行记下就无法公布，这次抽取将作废。再按一次关闭。</source>
        <translation>The secret of {who} has not been revealed. When this is closed, this desk no longer knows it; unless it was written down it cannot be revealed and this draw will be void. Close once more to leave.</translation>
    </message>
</context>
<context>
    <name>DrawFacts</name>
    <message>
        <source>各方进度</source>
        <translation>How far the parties are</translation>
    </message>
    <message>
        <source>抽取结果</source>
        <translation>Result of the draw</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Digests</translation>
    </message>
    <message>
        <source>条款摘要 {digest}</source>
        <translation>Terms {digest}</translation>
    </message>
    <message>
        <source>封存摘要 {digest}</source>
        <translation>Sealed as {digest}</translation>
    </message>
    <message>
        <source>参与方</source>
        <translation>Party</translation>
    </message>
    <message>
        <source>承诺</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>公布密值</source>
        <translation>Reveal</translation>
    </message>
    <message>
        <source>为谁</source>
        <translation>For</translation>
    </message>
    <message>
        <source>抽得</source>
        <translation>Drawn</translation>
    </message>
</context>
<context>
    <name>DrawHand</name>
    <message>
        <source>代表</source>
        <translation>For</translation>
    </message>
    <message>
        <source>代表哪一方</source>
        <translation>Party spoken for</translation>
    </message>
    <message>
        <source>生成密值</source>
        <translation>Throw a secret</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>记录对方报来的承诺（密值由对方自己保管）</source>
        <translation>Take down a commitment told by the party (it keeps its secret itself)</translation>
    </message>
    <message>
        <source>显示密值</source>
        <translation>Show the secret</translation>
    </message>
    <message>
        <source>承诺</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>密值</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>本席位正保管着，不再显示</source>
        <translation>Kept at this desk, not shown again</translation>
    </message>
    <message>
        <source>64 位十六进制数</source>
        <translation>64 hexadecimal digits</translation>
    </message>
    <message>
        <source>按“公布密值”交出。</source>
        <translation>Press Reveal to give it away.</translation>
    </message>
    <message>
        <source>填写作出承诺时的密值；只有作出承诺的账号能公布。</source>
        <translation>Enter the secret of the commitment; only the account that committed can reveal it.</translation>
    </message>
    <message>
        <source>请对方把密值留到公布时再报，届时由您的账号代为登记。</source>
        <translation>Ask the party to keep its secret until the reveal; your account takes it down then.</translation>
    </message>
    <message>
        <source>承诺后密值不再显示，只由本窗口保管到公布为止；要关闭窗口的，请先另行记下。</source>
        <translation>After the commitment the secret is not shown again; only this window keeps it until it is revealed. If you mean to close the window, write it down first.</translation>
    </message>
    <message>
        <source>请填写或生成密值。</source>
        <translation>Enter or throw a secret.</translation>
    </message>
    <message>
        <source>请填写对方的承诺。</source>
        <translation>Enter the party's commitment.</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>样例站点，账号公开（点击填入）：</source>
        <translation>Sample site, open accounts (click to fill in):</translation>
    </message>
    <message>
        <source>账号 {account}　密码 {password}</source>
        <translation>Account {account}　Password {password}</translation>
    </message>
    <message>
        <source>请填写账号和密码。</source>
        <translation>Please enter account and password.</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>记录内容</source>
        <translation>Contents of the entry</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>在列表中选择一条</source>
        <translation>Choose one in the list</translation>
    </message>
    <message>
        <source>第 {position} 条</source>
        <translation>Entry {position}</translation>
    </message>
    <message>
        <source>已封存</source>
        <translation>Sealed</translation>
    </message>
    <message>
        <source>尚未封存</source>
        <translation>Not sealed yet</translation>
    </message>
    <message>
        <source>写法 {form}</source>
        <translation>Form {form}</translation>
    </message>
    <message>
        <source>叶哈希 {leaf}</source>
        <translation>Leaf {leaf}</translation>
    </message>
    <message>
        <source>内容不是规范写法</source>
        <translation>The contents are not in canonical form</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>操作人</source>
        <translation>Actor</translation>
    </message>
    <message>
        <source>发生</source>
        <translation>Happened</translation>
    </message>
    <message>
        <source>到达</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
</context>
<context>
    <name>ExceptionsDialog</name>
    <message>
        <source>“原则上”的规定确有需要时可以例外：写明理由，由另一人批准，只对批准的那组时间有效，并列入当月清单。</source>
        <translation>What holds “in principle” may be excepted where need be: with a reason, approved by another person, for exactly these times, and on the list of the month.</translation>
    </message>
    <message>
        <source>原则上规定的例外</source>
        <translation>Exceptions from what holds in principle</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>申请例外…</source>
        <translation>Ask for an exception…</translation>
    </message>
    <message>
        <source>处理…</source>
        <translation>Decide…</translation>
    </message>
    <message>
        <source>上月</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>下月</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>月份</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>待处理与当月清单</source>
        <translation>Waiting, and the list of the month</translation>
    </message>
    <message>
        <source>等待处理的申请</source>
        <translation>Applications waiting</translation>
    </message>
    <message>
        <source>当月清单</source>
        <translation>List of the month</translation>
    </message>
    <message>
        <source>号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>开标时间</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>拟集合</source>
        <translation>Gathering</translation>
    </message>
    <message>
        <source>不合之处</source>
        <translation>Against the rule</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>申请时间</source>
        <translation>Asked at</translation>
    </message>
    <message>
        <source>性质</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>实际时间</source>
        <translation>Actual time</translation>
    </message>
    <message>
        <source>申请</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>批准</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>待处理（{count}）</source>
        <translation>Waiting ({count})</translation>
    </message>
    <message>
        <source>共 {count} 项等待处理，最早提出的在前。</source>
        <translation>{count} waiting, the oldest first.</translation>
    </message>
    <message>
        <source>没有等待处理的例外申请。</source>
        <translation>No exception waits for a decision.</translation>
    </message>
    <message>
        <source>{month} 使用例外 {used} 项，违规 {breaches} 项。</source>
        <translation>{month}: exceptions used {used}, breaches {breaches}.</translation>
    </message>
    <message>
        <source>这个月没有使用例外，也没有违规。</source>
        <translation>No exception was used in this month, and there was no breach.</translation>
    </message>
    <message>
        <source>理由：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>申请由现场管理负责人或行政监督人员处理，您的岗位只能查看和申请。</source>
        <translation>Applications are decided by the site manager or a supervisor; your post may look and ask only.</translation>
    </message>
</context>
<context>
    <name>ExpertsDrawn</name>
    <message>
        <source>登记专家实际抽取的时间。登记后抽取不再改变；开标改期时按这个时间重新核对。</source>
        <translation>Enter when the experts were in fact drawn. From then on the draw stands; when the opening moves, it is checked against this time.</translation>
    </message>
    <message>
        <source>登记专家抽取</source>
        <translation>Enter the draw of experts</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>抽取时间</source>
        <translation>Drawn at</translation>
    </message>
    <message>
        <source>涉密</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>没有等待登记抽取时间的项目。</source>
        <translation>No project waits for the time of its draw.</translation>
    </message>
    <message>
        <source>抽取不合规定：{why} 事实照样登记，并作为违规列入当月清单。</source>
        <translation>The draw is against the rule: {why} The fact is entered all the same and stands on the list of the month as a breach.</translation>
    </message>
    <message>
        <source>开标 {open}，抽取时间符合规定。</source>
        <translation>Opening {open}; the draw is within the rule.</translation>
    </message>
</context>
<context>
    <name>ExportPatrols</name>
    <message>
        <source>导出文件带签名，可离线核验；每次导出都记入账本。</source>
        <translation>The exported file is signed and can be verified offline; every export is entered in the book.</translation>
    </message>
    <message>
        <source>导出巡查日志</source>
        <translation>Export the patrol log</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>起始日</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>终止日</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>文件夹</source>
        <translation>Folder</translation>
    </message>
    <message>
        <source>PDF（用印存档，内附机读数据）</source>
        <translation>PDF (for the archive, machine-readable data attached)</translation>
    </message>
    <message>
        <source>Word 文档</source>
        <translation>Word document</translation>
    </message>
    <message>
        <source>Excel 表格</source>
        <translation>Excel sheet</translation>
    </message>
    <message>
        <source>CSV 数据</source>
        <translation>CSV data</translation>
    </message>
    <message>
        <source>JSONL 机读数据（逐行链接）</source>
        <translation>JSONL data (chained lines)</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>打开所在文件夹</source>
        <translation>Open its folder</translation>
    </message>
    <message>
        <source>导出进度</source>
        <translation>Progress of the export</translation>
    </message>
    <message>
        <source>本席位没有签名密钥，请在运行引擎的机器上导出。</source>
        <translation>This desk has no signing key; export on the engine's machine.</translation>
    </message>
    <message>
        <source>起始日不能晚于终止日。</source>
        <translation>The first day must not be later than the last.</translation>
    </message>
    <message>
        <source>请选择文件夹。</source>
        <translation>Please choose a folder.</translation>
    </message>
    <message>
        <source>正在读取巡查记录…</source>
        <translation>Reading the patrols…</translation>
    </message>
    <message>
        <source>正在排版和签名…</source>
        <translation>Typesetting and signing…</translation>
    </message>
    <message>
        <source>签名在文件内</source>
        <translation>signed inside</translation>
    </message>
    <message>
        <source>签名 {name}</source>
        <translation>signature {name}</translation>
    </message>
    <message>
        <source>已写入 {file}
{size} KB，{signed}
SHA-256 {digest}</source>
        <translation>Written {file}
{size} KB, {signed}
SHA-256 {digest}</translation>
    </message>
    <message>
        <source>选择文件夹</source>
        <translation>Choose folder</translation>
    </message>
</context>
<context>
    <name>ExtraRound</name>
    <message>
        <source>计划之外的巡查须写明事由。走完全部巡查点的加巡计为一次完整巡查，只查部分的用于补查。</source>
        <translation>A round outside the plan needs a reason. An extra round over all checkpoints counts as complete; a partial one makes up for missed points.</translation>
    </message>
    <message>
        <source>加巡</source>
        <translation>Extra round</translation>
    </message>
    <message>
        <source>开始加巡</source>
        <translation>Begin extra round</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>巡查点</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>只查勾选的巡查点（已勾选今天漏查的 {count} 处）</source>
        <translation>Only the ticked checkpoints ({count} missed today are ticked)</translation>
    </message>
    <message>
        <source>只查勾选的巡查点</source>
        <translation>Only the ticked checkpoints</translation>
    </message>
    <message>
        <source>全部 {count} 个巡查点</source>
        <translation>All {count} checkpoints</translation>
    </message>
    <message>
        <source>请至少勾选一个巡查点。</source>
        <translation>Please tick at least one checkpoint.</translation>
    </message>
</context>
<context>
    <name>FeedPanel</name>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>门</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>身份不明</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>门禁判定</source>
        <translation>Judgements at the doors</translation>
    </message>
    <message>
        <source>门禁判定列表</source>
        <translation>List of judgements</translation>
    </message>
    <message>
        <source>最近 1 小时</source>
        <translation>Last hour</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>最近 7 天</source>
        <translation>Last 7 days</translation>
    </message>
    <message>
        <source>时段</source>
        <translation>times</translation>
    </message>
    <message>
        <source>人员代码、项目、门、理由</source>
        <translation>Code, project, door, reason</translation>
    </message>
    <message>
        <source>没有符合条件的判定</source>
        <translation>No judgement fits</translation>
    </message>
    <message>
        <source>放宽筛选条件，或点“清除”。</source>
        <translation>Widen the filter, or press Clear.</translation>
    </message>
    <message>
        <source>这段时间还没有判定</source>
        <translation>No judgements in this time</translation>
    </message>
    <message>
        <source>有人刷证、刷脸或输码时，判定和理由会立即出现在这里。</source>
        <translation>As soon as somebody presents a card, a face or a code, verdict and reason appear here.</translation>
    </message>
</context>
<context>
    <name>FigureCard</name>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
</context>
<context>
    <name>FigureRow</name>
    <message>
        <source>在场人数</source>
        <translation>Persons on site</translation>
    </message>
    <message>
        <source>使用中功能室</source>
        <translation>Rooms in use</translation>
    </message>
    <message>
        <source>今日场次</source>
        <translation>Sessions today</translation>
    </message>
    <message>
        <source>今日进出</source>
        <translation>Passages today</translation>
    </message>
    <message>
        <source>待巡查</source>
        <translation>Patrols to do</translation>
    </message>
    <message>
        <source>未确认报警</source>
        <translation>Alarms not seen</translation>
    </message>
    <message>
        <source>{count} 轮应开始</source>
        <translation>{count} due now</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>清除筛选条件</source>
        <translation>Clear the filter</translation>
    </message>
    <message>
        <source>全部{what}</source>
        <translation>All {what}</translation>
    </message>
    <message>
        <source>{shown} / {total} 条</source>
        <translation>{shown} of {total}</translation>
    </message>
    <message>
        <source>共 {total} 条</source>
        <translation>{total} in all</translation>
    </message>
</context>
<context>
    <name>FindingCard</name>
    <message>
        <source>问题详情</source>
        <translation>Finding</translation>
    </message>
    <message>
        <source>交办…</source>
        <translation>Assign…</translation>
    </message>
    <message>
        <source>登记整改…</source>
        <translation>Record fix…</translation>
    </message>
    <message>
        <source>复查…</source>
        <translation>Inspect…</translation>
    </message>
    <message>
        <source>在左侧选择一个问题</source>
        <translation>Choose a finding at the left</translation>
    </message>
    <message>
        <source>{number} 号问题</source>
        <translation>Finding {number}</translation>
    </message>
    <message>
        <source>整改由您登记，须由他人复查</source>
        <translation>You recorded the fix; somebody else inspects it</translation>
    </message>
    <message>
        <source>{whom}，{until} 前</source>
        <translation>{whom}, by {until}</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>发现</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>交办</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>（已逾期）</source>
        <translation> (overdue)</translation>
    </message>
    <message>
        <source>整改</source>
        <translation>Fix</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>销号</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>{count} 次</source>
        <translation>{count} times</translation>
    </message>
</context>
<context>
    <name>FindingDialog</name>
    <message>
        <source>问题登记后进入整改清单，整改完成须由他人复查才能销号。</source>
        <translation>A recorded finding goes on the list; once fixed, somebody else inspects it before it is closed.</translation>
    </message>
    <message>
        <source>登记问题</source>
        <translation>Record finding</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>涉及设备</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>涉及项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>写明看到了什么（Ctrl+回车登记）</source>
        <translation>Say what was seen (Ctrl+Enter records it)</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>optional</translation>
    </message>
</context>
<context>
    <name>FindingPhoto</name>
    <message>
        <source>问题照片</source>
        <translation>Photo of the finding</translation>
    </message>
    <message>
        <source>照片已删除或无法显示。SHA-256 {digest}</source>
        <translation>The photo has been erased or cannot be shown. SHA-256 {digest}</translation>
    </message>
</context>
<context>
    <name>FindingsView</name>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>发现</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>问题清单</source>
        <translation>List of findings</translation>
    </message>
    <message>
        <source>没有待整改的问题</source>
        <translation>No open findings</translation>
    </message>
    <message>
        <source>巡查中发现问题时，在巡查点处登记；整改和复查都在这里办理。</source>
        <translation>Findings are recorded at the checkpoint during a round; fixing and inspecting are done here.</translation>
    </message>
    <message>
        <source>情况、地点、设备</source>
        <translation>Facts, place, device</translation>
    </message>
</context>
<context>
    <name>FirstForm</name>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>责任人姓名</source>
        <translation>Name of the owner</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>再输一遍</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>建立账号并登录</source>
        <translation>Create account and sign in</translation>
    </message>
    <message>
        <source>请填写账号和责任人姓名。</source>
        <translation>Please enter account and name of its owner.</translation>
    </message>
    <message>
        <source>两次输入的密码不一致。</source>
        <translation>The two passwords differ.</translation>
    </message>
</context>
<context>
    <name>FixFinding</name>
    <message>
        <source>登记 {number} 号问题的整改</source>
        <translation>Record the fix of finding {number}</translation>
    </message>
    <message>
        <source>登记整改</source>
        <translation>Record fix</translation>
    </message>
    <message>
        <source>整改情况</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photo</translation>
    </message>
</context>
<context>
    <name>FloorPlan</name>
    <message>
        <source>平面图</source>
        <translation>Floor plan</translation>
    </message>
    <message>
        <source>{floor}，{count} 间。方向键选择房间，回车打开。</source>
        <translation>{floor}, {count} rooms. Arrow keys choose a room, Enter opens it.</translation>
    </message>
    <message>
        <source>数据已中断，画面停在 {time}</source>
        <translation>No data any more; the picture is of {time}</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>人数未知</source>
        <translation>Number of people unknown</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>未确认</source>
        <translation>not acknowledged</translation>
    </message>
    <message>
        <source>报警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>最后一次读数（时效不明）：{reading}</source>
        <translation>Last reading (age unknown): {reading}</translation>
    </message>
</context>
<context>
    <name>ForecastsDialog</name>
    <message>
        <source>预测</source>
        <translation>Forecasts</translation>
    </message>
    <message>
        <source>预测供安排参考，不改动任何安排。时间按 5 分钟取整；每分钟和情况变化时更新。</source>
        <translation>Forecasts inform; they change nothing. Times are rounded up to 5 minutes and renewed each minute and whenever something changes.</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>进行中的评标</source>
        <translation>Evaluations now</translation>
    </message>
    <message>
        <source>预测准不准</source>
        <translation>May the forecasts be believed?</translation>
    </message>
    <message>
        <source>专家自助机（{day}）</source>
        <translation>Kiosks for experts ({day})</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>From</translation>
    </message>
    <message>
        <source>五成可能不晚于</source>
        <translation>50 % by</translation>
    </message>
    <message>
        <source>八成可能不晚于</source>
        <translation>80 % by</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>From</translation>
    </message>
    <message>
        <source>房间的下一场</source>
        <translation>Next in the room</translation>
    </message>
    <message>
        <source>下一场会不会晚</source>
        <translation>Will it be late?</translation>
    </message>
    <message>
        <source>集合</source>
        <translation>gathering</translation>
    </message>
    <message>
        <source>评委</source>
        <translation>Committee</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>最长等候</source>
        <translation>Longest wait</translation>
    </message>
    <message>
        <source>集合时还没办完</source>
        <translation>Not through in time</translation>
    </message>
    <message>
        <source>未开始</source>
        <translation>not begun</translation>
    </message>
    <message>
        <source>从现在开始算</source>
        <translation>counted from now</translation>
    </message>
    <message>
        <source>本场所 {count} 次</source>
        <translation>{count} ended here</translation>
    </message>
    <message>
        <source>参考表</source>
        <translation>reference table</translation>
    </message>
    <message>
        <source>{time} 起 {project}</source>
        <translation>{project} from {time}</translation>
    </message>
    <message>
        <source>很可能晚 {least}–{most} 分钟</source>
        <translation>likely {least}–{most} min late</translation>
    </message>
    <message>
        <source>可能晚 {most} 分钟</source>
        <translation>maybe {most} min late</translation>
    </message>
    <message>
        <source>来得及</source>
        <translation>in time</translation>
    </message>
    <message>
        <source>没有可用的自助机</source>
        <translation>no kiosk works</translation>
    </message>
    <message>
        <source>约 {count} 分钟</source>
        <translation>about {count} min</translation>
    </message>
    <message>
        <source>正在计算…</source>
        <translation>Working it out…</translation>
    </message>
    <message>
        <source>现在没有进行中的评标。</source>
        <translation>No evaluation is running now.</translation>
    </message>
    <message>
        <source>{title}：评委已该到齐，评标尚未开始，按现在开始估计。</source>
        <translation>{title}: the committee should be complete, the evaluation has not begun; the forecast counts from now.</translation>
    </message>
    <message>
        <source>{title}：{source}</source>
        <translation>{title}: {source}</translation>
    </message>
    <message>
        <source>本场所只有 {count} 次已结束的评标，数据太少，还不能说准不准：暂按各类项目的通常时长（参考表）估计。</source>
        <translation>Only {count} evaluations have ended here: too few to say whether the forecasts are right. For now they come from the table of usual durations.</translation>
    </message>
    <message>
        <source>已结束的 {count} 次评标中，{p50}% 在“五成可能”的时间前结束，{p80}% 在“八成可能”的时间前结束；其中 {table} 次因同类数据太少，按参考表估计。</source>
        <translation>Of {count} finished evaluations {p50} % ended by the “50 % by” time and {p80} % by the “80 % by” time; {table} of them were forecast from the reference table because too few like them had ended.</translation>
    </message>
    <message>
        <source>没有待集合的评委会。</source>
        <translation>No committee is still to gather.</translation>
    </message>
    <message>
        <source>没有可用的自助机：请安排人工登记。</source>
        <translation>No kiosk works: have people registered at a desk.</translation>
    </message>
    <message>
        <source>专家自助机都不能用：建议增开 {count} 台，最长等候约 {wait} 分钟。</source>
        <translation>None of the experts' kiosks works: open {count} others, then the longest wait is about {wait} minutes.</translation>
    </message>
    <message>
        <source>{codes} 没有信号或有故障，未计入。</source>
        <translation>{codes}: not heard or out of order, not counted.</translation>
    </message>
    <message>
        <source>{codes} 的评委名单还没有，未计入，实际等候可能更长。</source>
        <translation>{codes}: the committee is not known yet and not counted; the wait may be longer.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>GiveTask</name>
    <message>
        <source>交办 {number} 号问题</source>
        <translation>Assign finding {number}</translation>
    </message>
    <message>
        <source>交办</source>
        <translation>Assign</translation>
    </message>
    <message>
        <source>由谁整改</source>
        <translation>Who fixes it</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>账号、部门或单位</source>
        <translation>Account, department or company</translation>
    </message>
</context>
<context>
    <name>HandChart</name>
    <message>
        <source>正在核对时间与占用…</source>
        <translation>Checking times and bookings…</translation>
    </message>
</context>
<context>
    <name>HistoryLine</name>
    <message>
        <source>近四小时读数</source>
        <translation>Readings of the last four hours</translation>
    </message>
    <message>
        <source>近四小时没有读数</source>
        <translation>No readings in the last four hours</translation>
    </message>
    <message>
        <source>近四小时 {count} 次读数，最低 {low}，最高 {high}</source>
        <translation>Last four hours: {count} readings, lowest {low}, highest {high}</translation>
    </message>
</context>
<context>
    <name>HoldChoice</name>
    <message>
        <source>直接占用</source>
        <translation>Book firmly</translation>
    </message>
    <message>
        <source>先预留</source>
        <translation>Hold first</translation>
    </message>
    <message>
        <source> 分钟</source>
        <translation> min</translation>
    </message>
    <message>
        <source>预留时长</source>
        <translation>Length of the hold</translation>
    </message>
    <message>
        <source>到 {time} 未确认自动释放</source>
        <translation>Released by itself at {time} unless confirmed</translation>
    </message>
</context>
<context>
    <name>HoldsDialog</name>
    <message>
        <source>预留和正式占用一样挡住别人，到时没有确认就自动释放，依次让给候补的项目。可以延长一次。</source>
        <translation>A hold keeps others out like a claim; not confirmed in time it ends by itself and goes to whoever waits. It can be made longer once.</translation>
    </message>
    <message>
        <source>预留的房间</source>
        <translation>Rooms held provisionally</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>确认占用</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>延长一次…</source>
        <translation>Make longer once…</translation>
    </message>
    <message>
        <source>释放…</source>
        <translation>Release…</translation>
    </message>
    <message>
        <source>预留</source>
        <translation>Holds</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>还剩</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>延长过</source>
        <translation>Extended</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>工作方案</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>待批准</source>
        <translation>Awaited</translation>
    </message>
    <message>
        <source>预留的资源</source>
        <translation>Held</translation>
    </message>
    <message>
        <source>{hours} 小时 {minutes} 分</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{minutes} 分钟</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{count} 个项目有预留</source>
        <translation>Projects with holds: {count}</translation>
    </message>
    <message>
        <source>现在没有预留</source>
        <translation>Nothing is held now</translation>
    </message>
    <message>
        <source>{project} 的预留从 {until} 延长 {minutes} 分钟，只能延长一次。</source>
        <translation>The hold of {project} is made longer from {until} by {minutes} minutes; this can be done once.</translation>
    </message>
    <message>
        <source>延长预留</source>
        <translation>Make the hold longer</translation>
    </message>
    <message>
        <source>延长</source>
        <translation>Make longer</translation>
    </message>
    <message>
        <source>例如：等待批复文件</source>
        <translation>For example: waiting for the approval</translation>
    </message>
    <message>
        <source>{project} 预留的 {rooms} 立即空出，依次让给候补的项目。</source>
        <translation>{rooms}, held by {project}, falls free at once and goes to whoever waits.</translation>
    </message>
    <message>
        <source>释放预留</source>
        <translation>Release the hold</translation>
    </message>
    <message>
        <source>释放</source>
        <translation>Release</translation>
    </message>
</context>
<context>
    <name>ImportPreview</name>
    <message>
        <source>先预览，后导入：有误的单元格逐个指明，确认之前不改动任何数据。支持 xlsx 与 csv。</source>
        <translation>Preview first, then import: every wrong cell is named, and nothing is changed before you confirm. xlsx and csv.</translation>
    </message>
    <message>
        <source>导入项目计划</source>
        <translation>Import a plan</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>下载模板…</source>
        <translation>Save template…</translation>
    </message>
    <message>
        <source>文件各行</source>
        <translation>Rows of the file</translation>
    </message>
    <message>
        <source>只导入没有问题的行</source>
        <translation>Import only the rows without faults</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>表格 (*.xlsx *.csv)</source>
        <translation>Sheets (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>项目计划模板.xlsx</source>
        <translation>plan-template.xlsx</translation>
    </message>
    <message>
        <source>下载模板</source>
        <translation>Save template</translation>
    </message>
    <message>
        <source>模板已保存：{file}</source>
        <translation>Template saved: {file}</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>问题单元格</source>
        <translation>Wrong cells</translation>
    </message>
    <message>
        <source>共 {every} 行，可以导入 {good} 行，有问题 {wrong} 行</source>
        <translation>{every} rows: {good} can be imported, {wrong} have faults</translation>
    </message>
    <message>
        <source>未识别的列已忽略：{names}</source>
        <translation>Unknown columns left out: {names}</translation>
    </message>
    <message>
        <source>已导入 {count} 行…</source>
        <translation>{count} rows imported…</translation>
    </message>
    <message>
        <source>导入中断，已导入 {count} 行：{why}</source>
        <translation>Import stopped after {count} rows: {why}</translation>
    </message>
    <message>
        <source>第 {line} 行 {project}：{why}</source>
        <translation>Row {line} {project}: {why}</translation>
    </message>
    <message>
        <source>已导入 {count} 行，{refused} 行未被接受：</source>
        <translation>{count} rows imported, {refused} refused:</translation>
    </message>
</context>
<context>
    <name>InsideView</name>
    <message>
        <source>区域</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>进入</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>在场人员列表</source>
        <translation>List of people inside</translation>
    </message>
    <message>
        <source>楼内没有人员记录</source>
        <translation>Nobody is known to be inside</translation>
    </message>
    <message>
        <source>有人通过门禁后，会按区域列在这里。</source>
        <translation>Whoever passes a door is listed here by zone.</translation>
    </message>
</context>
<context>
    <name>InspectFinding</name>
    <message>
        <source>复查 {number} 号问题</source>
        <translation>Inspect finding {number}</translation>
    </message>
    <message>
        <source>整改情况：{words}（{by}）</source>
        <translation>What was done: {words} ({by})</translation>
    </message>
    <message>
        <source>销号</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Send back</translation>
    </message>
    <message>
        <source>已经改好，销号</source>
        <translation>Fixed: close it</translation>
    </message>
    <message>
        <source>没有改好，退回</source>
        <translation>Not fixed: send it back</translation>
    </message>
    <message>
        <source>复查结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
</context>
<context>
    <name>IntegrityPanel</name>
    <message>
        <source>账本完整性</source>
        <translation>Integrity of the book</translation>
    </message>
    <message>
        <source>立即核验</source>
        <translation>Verify now</translation>
    </message>
    <message>
        <source>立即核验账本</source>
        <translation>Verify the book now</translation>
    </message>
    <message>
        <source>核验进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>本席位没有库外封存签名，请在运行引擎的机器上核验</source>
        <translation>This desk has no outside copy of the signed heads; verify on the engine's machine</translation>
    </message>
    <message>
        <source>{at} 核验。</source>
        <translation>Verified {at}.</translation>
    </message>
    <message>
        <source>打开本页后尚未核验</source>
        <translation>Not verified since this page was opened</translation>
    </message>
    <message>
        <source>最新一条</source>
        <translation>Newest entry</translation>
    </message>
    <message>
        <source>封存至</source>
        <translation>Sealed up to</translation>
    </message>
    <message>
        <source>未封存</source>
        <translation>Not sealed</translation>
    </message>
    <message>
        <source>{count} 条</source>
        <translation>{count} entries</translation>
    </message>
    <message>
        <source>封存时间</source>
        <translation>Sealed at</translation>
    </message>
    <message>
        <source>树根</source>
        <translation>Root</translation>
    </message>
    <message>
        <source>公钥指纹</source>
        <translation>Fingerprint of the public key</translation>
    </message>
    <message>
        <source>密钥编号</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>正在逐条核验…</source>
        <translation>Verifying entry by entry…</translation>
    </message>
    <message>
        <source>核验没有完成，结果未知。</source>
        <translation>Not finished; the result is unknown.</translation>
    </message>
</context>
<context>
    <name>JournalSearch</name>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>对象（人员、设备、报警）代码</source>
        <translation>Code of the subject (person, device, alarm)</translation>
    </message>
    <message>
        <source>操作人账号</source>
        <translation>Account of the actor</translation>
    </message>
    <message>
        <source>房间代码</source>
        <translation>Code of the room</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>全部操作，可输入代码</source>
        <translation>All acts, or type a code</translation>
    </message>
    <message>
        <source>起始时间不限</source>
        <translation>From any time</translation>
    </message>
    <message>
        <source>截止时间不限</source>
        <translation>Until any time</translation>
    </message>
    <message>
        <source>清除条件</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>门禁判定</source>
        <translation>Judgements at the doors</translation>
    </message>
    <message>
        <source>报警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>巡查问题</source>
        <translation>Patrol findings</translation>
    </message>
    <message>
        <source>项目与阶段</source>
        <translation>Projects and phases</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>账号与登录</source>
        <translation>Accounts and sign-ins</translation>
    </message>
    <message>
        <source>进入事由</source>
        <translation>Needs</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>录像缺口</source>
        <translation>Recording gaps</translation>
    </message>
    <message>
        <source>读数入库</source>
        <translation>Readings stored</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>排期</source>
        <translation>Bookings</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>到达</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>对象</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>操作人</source>
        <translation>Actor</translation>
    </message>
    <message>
        <source>账本</source>
        <translation>Book</translation>
    </message>
    <message>
        <source>账本记录</source>
        <translation>Entries of the book</translation>
    </message>
    <message>
        <source>较新一页</source>
        <translation>Newer</translation>
    </message>
    <message>
        <source>较早一页</source>
        <translation>Older</translation>
    </message>
    <message>
        <source>账本还没有记录</source>
        <translation>The book has no entries yet</translation>
    </message>
    <message>
        <source>引擎导入站点、有人登录或门禁有动作之后，每一步都会逐条记在这里。</source>
        <translation>Once a site is imported, somebody signs in or a door moves, every step is entered here.</translation>
    </message>
    <message>
        <source>没有符合条件的记录</source>
        <translation>No entry fits</translation>
    </message>
    <message>
        <source>放宽条件再找：操作可以只写开头，如 access.；对象写代码，如 P-17、C-E3。</source>
        <translation>Widen the search: an act may be given by its beginning, such as access.; subjects by code, such as P-17 or C-E3.</translation>
    </message>
    <message>
        <source>清除条件</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>第 {last} 至 {first} 条，共 {count} 条在本页</source>
        <translation>Entries {last} to {first}, {count} on this page</translation>
    </message>
    <message>
        <source>又有 {count} 条，刷新</source>
        <translation>{count} more, refresh</translation>
    </message>
    <message>
        <source>刷新</source>
        <translation>Refresh</translation>
    </message>
</context>
<context>
    <name>KeyList</name>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>KindBadge</name>
    <message>
        <source>真实</source>
        <translation>Real</translation>
    </message>
    <message>
        <source>培训数据</source>
        <translation>Training data</translation>
    </message>
    <message>
        <source>样例数据</source>
        <translation>Sample data</translation>
    </message>
    <message>
        <source>数据性质：{kind}</source>
        <translation>Nature of the data: {kind}</translation>
    </message>
</context>
<context>
    <name>LegendTable</name>
    <message>
        <source>平面图图例</source>
        <translation>Legend of the plan</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>功能室</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>门</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>报警级别</source>
        <translation>Priorities</translation>
    </message>
</context>
<context>
    <name>LegendWindow</name>
    <message>
        <source>平面图图例</source>
        <translation>Legend of the plan</translation>
    </message>
</context>
<context>
    <name>LetterViewer</name>
    <message>
        <source>原文</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>按文字</source>
        <translation>As text</translation>
    </message>
    <message>
        <source>按字节</source>
        <translation>As bytes</translation>
    </message>
    <message>
        <source>在列表中选择一条消息</source>
        <translation>Choose a message in the list</translation>
    </message>
    <message>
        <source>{count} 字节</source>
        <translation>{count} bytes</translation>
    </message>
    <message>
        <source>前 {count} 字节（更多的没有保存）</source>
        <translation>First {count} bytes (more was not kept)</translation>
    </message>
    <message>
        <source>{count} 字节，下面显示前 {shown} 字节</source>
        <translation>{count} bytes, the first {shown} are shown</translation>
    </message>
    <message>
        <source>错误</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>细节</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>发自</source>
        <translation>From</translation>
    </message>
    <message>
        <source>不知道是哪台设备</source>
        <translation>Nobody knows which device</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>大小</source>
        <translation>Size</translation>
    </message>
</context>
<context>
    <name>LettersView</name>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>条数</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>不明</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>错误</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>字节</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>不明来源</source>
        <translation>Unknown sender</translation>
    </message>
    <message>
        <source>{device}（未登记）</source>
        <translation>{device} (not registered)</translation>
    </message>
    <message>
        <source>按设备</source>
        <translation>By device</translation>
    </message>
    <message>
        <source>无法识别的消息</source>
        <translation>Unreadable messages</translation>
    </message>
    <message>
        <source>按设备统计</source>
        <translation>Counts by device</translation>
    </message>
    <message>
        <source>没有无法识别的消息</source>
        <translation>No unreadable messages</translation>
    </message>
    <message>
        <source>设备发来的消息都已正常处理。</source>
        <translation>Everything that devices sent was understood.</translation>
    </message>
    <message>
        <source>全部设备</source>
        <translation>All devices</translation>
    </message>
    <message>
        <source>显示全部设备的消息</source>
        <translation>Show the messages of all devices</translation>
    </message>
    <message>
        <source>共 {total} 条，显示最新 {shown} 条</source>
        <translation>{total} in all, the newest {shown} are shown</translation>
    </message>
    <message>
        <source>共 {total} 条</source>
        <translation>{total} in all</translation>
    </message>
</context>
<context>
    <name>MatrixTable</name>
    <message>
        <source>准入矩阵</source>
        <translation>Admission matrix</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>排入计划</source>
        <translation>Place in the plan</translation>
    </message>
    <message>
        <source>移动</source>
        <translation>Move</translation>
    </message>
    <message>
        <source>排入</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>例如：代理机构申请推后半小时</source>
        <translation>e.g. the agency asked for half an hour later</translation>
    </message>
    <message>
        <source>开标 {time}</source>
        <translation>Opening {time}</translation>
    </message>
    <message>
        <source>开标 {before} → {after}，各环节一并移动</source>
        <translation>Opening {before} → {after}, every part moves along</translation>
    </message>
    <message>
        <source>正在核对时间与占用…</source>
        <translation>Checking times and bookings…</translation>
    </message>
    <message>
        <source>改到 {time}</source>
        <translation>Move to {time}</translation>
    </message>
    <message>
        <source>请写明原因。</source>
        <translation>Please give the reason.</translation>
    </message>
</context>
<context>
    <name>NavBar</name>
    <message>
        <source>页面导航</source>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>NavButton</name>
    <message>
        <source>，待处理 {count} 项</source>
        <translation>, {count} waiting</translation>
    </message>
</context>
<context>
    <name>OpenAccount</name>
    <message>
        <source>账号归一名登记人员所有。首次登录须修改密码，之后只有本人知道。</source>
        <translation>An account belongs to one registered person. The password is changed at the first sign-in; afterwards only its owner knows it.</translation>
    </message>
    <message>
        <source>开立账号</source>
        <translation>Open an account</translation>
    </message>
    <message>
        <source>开立</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>所有人</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>初始密码</source>
        <translation>First password</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>登记一名新的中心工作人员</source>
        <translation>Register a new member of the centre's staff</translation>
    </message>
    <message>
        <source>请选择所有人，或填写新登记人员的姓名。</source>
        <translation>Choose an owner, or enter the name of the person to register.</translation>
    </message>
    <message>
        <source>请至少勾选一项身份。</source>
        <translation>Please tick at least one role.</translation>
    </message>
    <message>
        <source>两次输入的密码不一致。</source>
        <translation>The two passwords differ.</translation>
    </message>
</context>
<context>
    <name>OpenDraw</name>
    <message>
        <source>{room}（{code}），{count} 个席位</source>
        <translation>{room} ({code}), {count} seats</translation>
    </message>
    <message>
        <source>开出后，候选、名额、参与方和时限都已固定，各方据此承诺，不能再改（第七条，RB-05）。</source>
        <translation>Once opened, candidates, takers, parties and deadline are fixed; the parties commit to them, and nothing can be changed (item 七, RB-05).</translation>
    </message>
    <message>
        <source>新开抽取</source>
        <translation>Open a draw</translation>
    </message>
    <message>
        <source>开出</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>抽什么</source>
        <translation>What is drawn</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>为谁抽</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>副场个数</source>
        <translation>Sub-venues</translation>
    </message>
    <message>
        <source>候选副场</source>
        <translation>Candidates</translation>
    </message>
    <message>
        <source>参与的中心</source>
        <translation>Centres taking part</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>重抽原因</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>每行一个：编号 名称，例如
LY 临阳市中心</source>
        <translation>One a line: code and name, for example
LY Linyang centre</translation>
    </message>
    <message>
        <source>除本中心、行政监督外还有谁，填编号，例如 LY AH；没有就不填</source>
        <translation>Who else beside this centre and supervision, by code, e.g. LY AH; empty for nobody</translation>
    </message>
    <message>
        <source> 分钟内各方须承诺并公布</source>
        <translation> min for all to commit and reveal</translation>
    </message>
    <message>
        <source>例如：3 号席位终端损坏，经行政监督同意</source>
        <translation>For example: terminal of seat 3 broken, agreed with supervision</translation>
    </message>
    <message>
        <source>已有 {before}。一次需求只抽一次，重抽须有规定的原因；前后两次结果都保留。</source>
        <translation>There is {before} already. One need is drawn once; another draw needs one of the causes of the rule, and both results are kept.</translation>
    </message>
    <message>
        <source>接 {before}，请说明为什么另开一次。</source>
        <translation>After {before}: say why another is opened.</translation>
    </message>
    <message>
        <source>现在没有可以新开的抽取。</source>
        <translation>Nothing can be drawn now.</translation>
    </message>
    <message>
        <source>站点文件没有登记带席位的房间。</source>
        <translation>The site file has no room with seats.</translation>
    </message>
    <message>
        <source>请勾选专家代号；项目还没有专家代号时不能抽席位。</source>
        <translation>Tick the coded experts; no seats are drawn while the project has none.</translation>
    </message>
    <message>
        <source>请说明为什么另开一次。</source>
        <translation>Say why another is opened.</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>功能室排期 · 今日</source>
        <translation>Rooms · today</translation>
    </message>
    <message>
        <source>还没有场地数据</source>
        <translation>No site data yet</translation>
    </message>
    <message>
        <source>引擎就绪后自动显示；新站点请先导入站点文件：main.py site import 文件</source>
        <translation>They appear as soon as the engine is ready; for a new site import its file first: main.py site import FILE</translation>
    </message>
</context>
<context>
    <name>PageHeader</name>
    <message>
        <source>搜索与命令 Ctrl+K</source>
        <translation>Search and command Ctrl+K</translation>
    </message>
    <message>
        <source>切换深色与浅色</source>
        <translation>Dark or light</translation>
    </message>
    <message>
        <source>当前账号 {name}</source>
        <translation>Signed in as {name}</translation>
    </message>
</context>
<context>
    <name>PatrolHand</name>
    <message>
        <source>还有 {count} 个巡查点未查：{names}。
现在结束将记为未完成，漏查的点逐一写入账本。</source>
        <translation>{count} checkpoints have not been visited: {names}.
Ending now makes the round incomplete; each missed point is entered in the book.</translation>
    </message>
    <message>
        <source>按未完成结束</source>
        <translation>End as incomplete</translation>
    </message>
    <message>
        <source>例如：评标室正在评标，不便进入</source>
        <translation>For example: the room is evaluating and cannot be entered</translation>
    </message>
</context>
<context>
    <name>PatrolsPage</name>
    <message>
        <source>轮次</source>
        <translation>Round</translation>
    </message>
    <message>
        <source>可开始</source>
        <translation>May begin</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>已查</source>
        <translation>Visited</translation>
    </message>
    <message>
        <source>巡查员</source>
        <translation>Patroller</translation>
    </message>
    <message>
        <source>序</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>巡查点</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>代码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>不符</source>
        <translation>Does not match</translation>
    </message>
    <message>
        <source>巡查轮次</source>
        <translation>Rounds</translation>
    </message>
    <message>
        <source>巡查页分栏</source>
        <translation>Parts of the patrols page</translation>
    </message>
    <message>
        <source>平面图</source>
        <translation>Floor plan</translation>
    </message>
    <message>
        <source>开始本轮</source>
        <translation>Begin round</translation>
    </message>
    <message>
        <source>结束本轮</source>
        <translation>End round</translation>
    </message>
    <message>
        <source>加巡…</source>
        <translation>Extra round…</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>前一天</source>
        <translation>Day before</translation>
    </message>
    <message>
        <source>后一天</source>
        <translation>Day after</translation>
    </message>
    <message>
        <source>还没有导入站点</source>
        <translation>No site has been imported yet</translation>
    </message>
    <message>
        <source>先准备好站点文件（含巡查点和巡查表），执行 main.py site import 文件名，再回到这里。</source>
        <translation>Prepare a site file with checkpoints and forms, run main.py site import FILE, and come back.</translation>
    </message>
    <message>
        <source>站点文件里还没有巡查点</source>
        <translation>The site file has no checkpoints yet</translation>
    </message>
    <message>
        <source>在站点文件的 checkpoint 表中登记巡查点和巡查表，再重新导入，从次日起生效。</source>
        <translation>Add checkpoints and forms to the site file's checkpoint table and import it again; they hold from the next day.</translation>
    </message>
    <message>
        <source>今天还没有巡查计划</source>
        <translation>No patrol plan for today yet</translation>
    </message>
    <message>
        <source>引擎每天零点生成当天的计划；引擎刚启动时请稍候一分钟。</source>
        <translation>The engine makes the plan at midnight; after it has just started, wait a minute.</translation>
    </message>
    <message>
        <source>再看一次</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>{day} 没有巡查计划</source>
        <translation>No patrol plan for {day}</translation>
    </message>
    <message>
        <source>那一天系统没有运行，或者还没有到。</source>
        <translation>The system did not run on that day, or it has not come yet.</translation>
    </message>
    <message>
        <source>回到今天</source>
        <translation>Back to today</translation>
    </message>
    <message>
        <source>当日巡查</source>
        <translation>Rounds of the day</translation>
    </message>
    <message>
        <source>问题整改（{count}）</source>
        <translation>Findings ({count})</translation>
    </message>
    <message>
        <source>{day} 巡查</source>
        <translation>Patrols of {day}</translation>
    </message>
    <message>
        <source>非工作日，不安排巡查</source>
        <translation>No working day, no patrols</translation>
    </message>
    <message>
        <source>已完成完整巡查 {done} 次，符合要求</source>
        <translation>{done} complete rounds: as required</translation>
    </message>
    <message>
        <source>完整巡查 {done} 次，至少 {least} 次</source>
        <translation>{done} complete rounds of at least {least}</translation>
    </message>
</context>
<context>
    <name>PeopleLegend</name>
    <message>
        <source>在场人员图例：{words}</source>
        <translation>People inside: {words}</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>判定详情</source>
        <translation>Judgement</translation>
    </message>
    <message>
        <source>轨迹</source>
        <translation>Trail</translation>
    </message>
    <message>
        <source>在场</source>
        <translation>Inside</translation>
    </message>
    <message>
        <source>为何不准</source>
        <translation>Why not</translation>
    </message>
    <message>
        <source>人员与门禁详情</source>
        <translation>Details of people and access</translation>
    </message>
    <message>
        <source>在左侧选一条判定，这里显示理由、规则、条款和依据的全部事实。</source>
        <translation>Choose a judgement at the left: its reason, rule, clause and all facts are shown here.</translation>
    </message>
</context>
<context>
    <name>PhaseAdvance</name>
    <message>
        <source>项目 {code} 现为“{phase}”（自 {since}）。人工切换阶段须写明原因，记入账本。</source>
        <translation>Project {code} is in “{phase}” (since {since}). A change by hand needs a reason and is entered in the book.</translation>
    </message>
    <message>
        <source>切换项目阶段</source>
        <translation>Change the phase of a project</translation>
    </message>
    <message>
        <source>切换</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>新阶段</source>
        <translation>New phase</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>例如：交易系统未推送，现场确认开标结束</source>
        <translation>For example: the trading system sent nothing; the opening has ended on site</translation>
    </message>
    <message>
        <source>这个项目已经结束，没有可以切换的阶段。</source>
        <translation>This project has ended; there is no further phase.</translation>
    </message>
    <message>
        <source>切换前核对：代理机构人员须全部退出评标室（第八条），否则引擎不予切换，并说明还有几人。</source>
        <translation>Before the change: all agency staff must have left the room (item 八); else the engine refuses and says how many are inside.</translation>
    </message>
    <message>
        <source>切换后项目即告终结：相关人员的项目身份同时失效，评标室不再放行。</source>
        <translation>The project ends with this: roles in it end too, and the evaluation room opens for nobody.</translation>
    </message>
    <message>
        <source>切换后本次占用的功能室全部释放，改期须重新排期。</source>
        <translation>All rooms of the project are released; a new date needs new bookings.</translation>
    </message>
</context>
<context>
    <name>PhotoField</name>
    <message>
        <source>选择照片…</source>
        <translation>Choose photo…</translation>
    </message>
    <message>
        <source>去掉照片</source>
        <translation>Remove photo</translation>
    </message>
    <message>
        <source>照片预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>图片 (*.jpg *.jpeg *.png *.bmp *.webp)</source>
        <translation>Pictures (*.jpg *.jpeg *.png *.bmp *.webp)</translation>
    </message>
    <message>
        <source>选择照片</source>
        <translation>Choose photo</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>没有照片</source>
        <translation>No photo</translation>
    </message>
    <message>
        <source>{name}，{wide}×{high}，{size} KB
SHA-256 {digest}</source>
        <translation>{name}, {wide}×{high}, {size} KB
SHA-256 {digest}</translation>
    </message>
</context>
<context>
    <name>PlanChart</name>
    <message>
        <source>功能室排期图</source>
        <translation>Chart of the rooms</translation>
    </message>
    <message>
        <source>连同布置与清场占用 {start}–{end}</source>
        <translation>Taken {start}–{end} with setup and clearing</translation>
    </message>
    <message>
        <source>冲突：同一时间这间功能室已有其他占用或停用</source>
        <translation>Conflict: at this time the room is also booked for something else, or closed</translation>
    </message>
    <message>
        <source>{rows} 间，{bars} 段占用，{clashes} 处冲突</source>
        <translation>{rows} rooms, {bars} bookings, {clashes} conflicts</translation>
    </message>
</context>
<context>
    <name>PlanPanel</name>
    <message>
        <source>平面图 · 实时在场</source>
        <translation>Floor plan · live</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Zoom out</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Zoom in</translation>
    </message>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <source>图例</source>
        <translation>Legend</translation>
    </message>
    <message>
        <source>截至 {time}</source>
        <translation>as of {time}</translation>
    </message>
</context>
<context>
    <name>PlansDialog</name>
    <message>
        <source>土地现场拍卖的工作方案须经土地所在地人民政府批准（第{clause}条）。批准文件登记之前，可以预约和预留房间，不能排期和开标。</source>
        <translation>The plan of an on-site land auction needs the approval of the people's government of the place (item {clause}). Until it is entered, the project can be reserved and hold rooms provisionally, but is neither scheduled nor opened.</translation>
    </message>
    <message>
        <source>土地现场拍卖工作方案</source>
        <translation>Plans of on-site land auctions</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>登记批准文件…</source>
        <translation>Enter the approval…</translation>
    </message>
    <message>
        <source>土地现场拍卖项目</source>
        <translation>On-site land auctions</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>涉密</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>代理机构</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>开标时间</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>房间预留至</source>
        <translation>Held until</translation>
    </message>
    <message>
        <source>批准文号</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>待批准</source>
        <translation>Awaited</translation>
    </message>
    <message>
        <source>已批准</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>目前没有土地现场拍卖项目。</source>
        <translation>There is no on-site land auction at present.</translation>
    </message>
    <message>
        <source>{count} 个项目待批准</source>
        <translation>Projects awaiting approval: {count}</translation>
    </message>
    <message>
        <source>全部项目的工作方案都已批准</source>
        <translation>The plans of all projects are approved</translation>
    </message>
    <message>
        <source>{body} {on} 批准，文号 {document}。再次登记会替换，原文号留在账本中。</source>
        <translation>Approved by {body} on {on}, document {document}. Entering it again replaces it; the former document stays in the book.</translation>
    </message>
</context>
<context>
    <name>PrintBoard</name>
    <message>
        <source>公开版只印开标、拍卖、磋商谈判；内部版另有评标室和副场，但不写项目。涉密项目两种都不印。</source>
        <translation>The public sheet has openings, auctions and negotiations only; the internal one also evaluation rooms and sub-venues, without their projects. Secret projects stand on neither.</translation>
    </message>
    <message>
        <source>打印日程板、门牌</source>
        <translation>Print day board or door signs</translation>
    </message>
    <message>
        <source>生成 PDF</source>
        <translation>Make the PDF</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>内容</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>给谁看</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>日程板（一览表）</source>
        <translation>Day board (one list)</translation>
    </message>
    <message>
        <source>门牌（每间一页）</source>
        <translation>Door signs (a page a room)</translation>
    </message>
    <message>
        <source>公开张贴</source>
        <translation>For the public</translation>
    </message>
    <message>
        <source>内部使用（含评标室、副场）</source>
        <translation>Internal (with evaluation rooms and sub-venues)</translation>
    </message>
    <message>
        <source>选择…</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>将打印的场次</source>
        <translation>Meetings to be printed</translation>
    </message>
    <message>
        <source>生成进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>共 {count} 场，{rooms} 间。</source>
        <translation>{count} meetings in {rooms} rooms.</translation>
    </message>
    <message>
        <source>这一天没有可印的场次。</source>
        <translation>No meeting to print on that day.</translation>
    </message>
    <message>
        <source>正在读取，请稍候。</source>
        <translation>Reading, one moment.</translation>
    </message>
    <message>
        <source>这一天没有场次，没有门牌可印。</source>
        <translation>There is no meeting on that day and so no door sign.</translation>
    </message>
    <message>
        <source>请选择文件。</source>
        <translation>Choose a file.</translation>
    </message>
    <message>
        <source>已写入 {file}（{size} KB）。请用 PDF 阅读程序打开打印。</source>
        <translation>Written to {file} ({size} KB). Open it in a PDF reader to print it.</translation>
    </message>
</context>
<context>
    <name>ProposalDialog</name>
    <message>
        <source>第 {number} 号方案：对比与采纳</source>
        <translation>Proposal no. {number}: compare and accept</translation>
    </message>
    <message>
        <source>采纳时引擎逐项重新核对，全部成立才生效；任何一项已有变化，则一项也不改动。</source>
        <translation>On acceptance the engine checks every item again. All of them take effect or, if one has changed, none.</translation>
    </message>
    <message>
        <source>采纳方案</source>
        <translation>Accept the proposal</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>现计划</source>
        <translation>Present plan</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>蓝框：将被移动</source>
        <translation>Blue frame: will be moved</translation>
    </message>
    <message>
        <source>蓝框：新位置；虚线：原位置</source>
        <translation>Blue frame: new place; dashed: old place</translation>
    </message>
    <message>
        <source>只看有变动的功能室</source>
        <translation>Only rooms that change</translation>
    </message>
    <message>
        <source>变动</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>通知</source>
        <translation>Tell</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>须通知 {count} 人：{who}</source>
        <translation>{count} people must be told: {who}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>与现计划相比：{what}</source>
        <translation>Against the present plan: {what}</translation>
    </message>
    <message>
        <source>排不下：</source>
        <translation>Not placed:</translation>
    </message>
</context>
<context>
    <name>ProposalPanel</name>
    <message>
        <source> 秒</source>
        <translation> s</translation>
    </message>
    <message>
        <source>求解时间</source>
        <translation>Time for the search</translation>
    </message>
    <message>
        <source>求解范围</source>
        <translation>Days to plan</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Proposal</translation>
    </message>
    <message>
        <source>求解进度</source>
        <translation>Progress of the search</translation>
    </message>
    <message>
        <source>这一天</source>
        <translation>This day</translation>
    </message>
    <message>
        <source>七天</source>
        <translation>Seven days</translation>
    </message>
    <message>
        <source>生成方案</source>
        <translation>Ask for a plan</translation>
    </message>
    <message>
        <source>请求解程序给出排期方案 F5</source>
        <translation>Ask the solver for a plan  F5</translation>
    </message>
    <message>
        <source>停止，保留最好的</source>
        <translation>Stop, keep the best</translation>
    </message>
    <message>
        <source>停止求解，已找到的最好方案保留</source>
        <translation>Stop the search; the best plan found so far is kept</translation>
    </message>
    <message>
        <source>对比与采纳…</source>
        <translation>Compare and accept…</translation>
    </message>
    <message>
        <source>逐项对比现计划与方案，确认后采纳 Ctrl+Enter</source>
        <translation>Compare the present plan with the proposal, then accept  Ctrl+Enter</translation>
    </message>
    <message>
        <source>放弃…</source>
        <translation>Discard…</translation>
    </message>
    <message>
        <source>放弃这个方案，须写明原因</source>
        <translation>Discard this proposal; a reason is needed</translation>
    </message>
    <message>
        <source>还没有方案。生成方案只是求解，采纳之前不改动任何安排。</source>
        <translation>No proposal yet. Asking for a plan only searches; nothing changes before it is accepted.</translation>
    </message>
    <message>
        <source>第 {number} 号 {kind} · {state} · {time}</source>
        <translation>No. {number} {kind} · {state} · {time}</translation>
    </message>
    <message>
        <source>正在求解，限时 {seconds} 秒；更好的方案随到随显。</source>
        <translation>Searching for at most {seconds} s; better plans are shown as they come.</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>请写明原因。</source>
        <translation>Please give the reason.</translation>
    </message>
</context>
<context>
    <name>RefusedDialog</name>
    <message>
        <source>未获允许</source>
        <translation>Not permitted</translation>
    </message>
    <message>
        <source>没有完成</source>
        <translation>Not done</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>RequestPanel</name>
    <message>
        <source>待排请求</source>
        <translation>Unplaced requests</translation>
    </message>
    <message>
        <source>还没有排过：生成方案，或拖到图上。</source>
        <translation>Not dispatched yet: ask for a plan, or drag it into the chart.</translation>
    </message>
    <message>
        <source>拖到图上，或按 Enter 后用 Alt+方向键放置，再按 Enter 排入。</source>
        <translation>Drag into the chart; or press Enter, move with Alt+arrows, and press Enter again to place.</translation>
    </message>
    <message>
        <source>这一天没有待排的请求。</source>
        <translation>Nothing is unplaced on this day.</translation>
    </message>
    <message>
        <source>{title}，希望 {time}，{reason}</source>
        <translation>{title}, wished for {time}, {reason}</translation>
    </message>
</context>
<context>
    <name>ResetPassword</name>
    <message>
        <source>账号 {account} 的现有登录全部失效，锁定解除，下次登录须修改密码。</source>
        <translation>All sign-ins of {account} end, a lock is lifted, and the password must be changed at the next sign-in.</translation>
    </message>
    <message>
        <source>重设密码</source>
        <translation>Reset password</translation>
    </message>
    <message>
        <source>重设</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>请填写新密码。</source>
        <translation>Please enter the new password.</translation>
    </message>
    <message>
        <source>两次输入的密码不一致。</source>
        <translation>The two passwords differ.</translation>
    </message>
</context>
<context>
    <name>RevealPerson</name>
    <message>
        <source>个人信息平时只显示代码 {subject}。查看须写明原因，查看人、时间、原因记入账本。</source>
        <translation>Persons are shown as codes ({subject}) only. Looking at a personal field needs a reason; who looked, when and why is entered in the book.</translation>
    </message>
    <message>
        <source>查看个人信息</source>
        <translation>Show personal data</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>查看结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>身份证件号码</source>
        <translation>Identity number</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>没有登记</source>
        <translation>Not registered</translation>
    </message>
</context>
<context>
    <name>RoomChoice</name>
    <message>
        <source>功能室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>空闲</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>座位</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>未选</source>
        <translation>none chosen</translation>
    </message>
    <message>
        <source>{what}：{count} 间空闲</source>
        <translation>{what}: {count} rooms free</translation>
    </message>
</context>
<context>
    <name>RoomReady</name>
    <message>
        <source>清场复核：室内无人、无遗留物品</source>
        <translation>Checked: nobody inside, nothing left</translation>
    </message>
    <message>
        <source>清场复核：有遗留物品</source>
        <translation>Checked: something was left</translation>
    </message>
    <message>
        <source>再次自动备场</source>
        <translation>Prepare automatically once more</translation>
    </message>
    <message>
        <source>已人工备场</source>
        <translation>Prepared by hand</translation>
    </message>
    <message>
        <source>来不及结束的，在调度页重排</source>
        <translation>if it will not end in time, replan</translation>
    </message>
    <message>
        <source>到场复核，在下面登记</source>
        <translation>check on the spot, register below</translation>
    </message>
    <message>
        <source>在巡查页处理并销号</source>
        <translation>settle it on the patrols page</translation>
    </message>
    <message>
        <source>请无关人员离开</source>
        <translation>ask them to leave</translation>
    </message>
    <message>
        <source>到场查看是谁</source>
        <translation>go and see who it is</translation>
    </message>
    <message>
        <source>到场查看，报修传感器</source>
        <translation>look on the spot, have it repaired</translation>
    </message>
    <message>
        <source>到时间自动备场</source>
        <translation>prepared in its time</translation>
    </message>
    <message>
        <source>等待控制器答复</source>
        <translation>waiting for the controller</translation>
    </message>
    <message>
        <source>人工备场，在下面登记</source>
        <translation>prepare by hand, register below</translation>
    </message>
    <message>
        <source>排除后再次备场</source>
        <translation>mend it, then once more</translation>
    </message>
    <message>
        <source>联系信息技术人员</source>
        <translation>call IT</translation>
    </message>
    <message>
        <source>功能室须清场复核、备场完毕、无人无物遗留，才算就绪；不能确认的一律不算。</source>
        <translation>A room is ready only when it was checked, is prepared, and nobody and nothing is left; what cannot be confirmed does not count.</translation>
    </message>
    <message>
        <source>功能室备场：{room}</source>
        <translation>Getting ready: {room}</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>现场情况</source>
        <translation>On the spot</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>还缺什么</source>
        <translation>What is missing</translation>
    </message>
    <message>
        <source>写明是什么、在哪里，例如：蓝色文件袋一个，在 3 号席位</source>
        <translation>What and where, for example: a blue folder at seat 3</translation>
    </message>
    <message>
        <source>写明怎么做的，例如：现场通电，灯光、通风、试录正常</source>
        <translation>How, for example: switched on, light, air and recording test are fine</translation>
    </message>
    <message>
        <source>不需要</source>
        <translation>not needed</translation>
    </message>
    <message>
        <source>今天没有待开始的场次，或引擎尚未核对；仍可登记清场复核。</source>
        <translation>No session lies ahead today, or the engine has not looked yet; a check can be registered all the same.</translation>
    </message>
    <message>
        <source>下一场：{project}，{time} 开始（以下为 {since} 以来的情况）</source>
        <translation>Next: {project}, begins {time} (as it has stood since {since})</translation>
    </message>
    <message>
        <source>没有待备场次</source>
        <translation>No session to prepare for</translation>
    </message>
    <message>
        <source>已就绪</source>
        <translation>Ready</translation>
    </message>
    <message>
        <source>未就绪：还缺 {count} 项</source>
        <translation>Not ready: {count} missing</translation>
    </message>
    <message>
        <source>您的身份不能登记：由总控员、巡查员、前台或现场管理负责人登记。</source>
        <translation>Your role may not register this: an operator, patroller, clerk or the site manager does.</translation>
    </message>
    <message>
        <source>请写明怎么备的场。</source>
        <translation>Say how it was prepared.</translation>
    </message>
    <message>
        <source>已登记 {number} 号复核：无遗留。</source>
        <translation>Check no. {number} registered: nothing left.</translation>
    </message>
    <message>
        <source>已登记 {number} 号复核，遗留物品记为 {finding} 号问题，处理销号后才能就绪。</source>
        <translation>Check no. {number} registered; what was left is finding no. {finding}. The room is ready only when it is closed.</translation>
    </message>
    <message>
        <source>已下达 {number} 号备场指令，等待房间控制器答复。</source>
        <translation>Order no. {number} sent; waiting for the room's controller.</translation>
    </message>
    <message>
        <source>已登记 {number} 号人工备场。</source>
        <translation>Preparation by hand no. {number} registered.</translation>
    </message>
</context>
<context>
    <name>RuleCard</name>
    <message>
        <source>参数</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>取值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>判定</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>说法</source>
        <translation>Sentence</translation>
    </message>
    <message>
        <source>规则参数</source>
        <translation>Parameters of the rule</translation>
    </message>
    <message>
        <source>判定说法</source>
        <translation>Sentences of the verdicts</translation>
    </message>
    <message>
        <source>参数和说法</source>
        <translation>Parameters and sentences</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>在左侧选择一条规则</source>
        <translation>Choose a rule at the left</translation>
    </message>
    <message>
        <source>参数（{count}）</source>
        <translation>Parameters ({count})</translation>
    </message>
    <message>
        <source>判定说法（{count}）</source>
        <translation>Sentences ({count})</translation>
    </message>
    <message>
        <source>刚性</source>
        <translation>Hardness</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>生效</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>本中心设定</source>
        <translation>Setting of this centre</translation>
    </message>
    <message>
        <source>待核对原文</source>
        <translation>Primary text to be checked</translation>
    </message>
    <message>
        <source>政策原文</source>
        <translation>Words of the policy</translation>
    </message>
</context>
<context>
    <name>RulesView</name>
    <message>
        <source>编号</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>条款</source>
        <translation>Clause</translation>
    </message>
    <message>
        <source>刚性</source>
        <translation>Hardness</translation>
    </message>
    <message>
        <source>第（{clause}）条</source>
        <translation>Item ({clause})</translation>
    </message>
    <message>
        <source>规则列表</source>
        <translation>List of rules</translation>
    </message>
    <message>
        <source>查找规则</source>
        <translation>Find a rule</translation>
    </message>
    <message>
        <source>规则分栏</source>
        <translation>Parts of the rules</translation>
    </message>
    <message>
        <source>准入矩阵</source>
        <translation>Admission matrix</translation>
    </message>
    <message>
        <source>现行规则</source>
        <translation>Rules in force</translation>
    </message>
    <message>
        <source>评标室准入矩阵（RB-06）</source>
        <translation>Admission matrix of the evaluation rooms (RB-06)</translation>
    </message>
    <message>
        <source>还没有可用的规则</source>
        <translation>No rules yet</translation>
    </message>
    <message>
        <source>导入站点并启动引擎后，这里显示现行的规则、条款和准入矩阵。</source>
        <translation>After a site has been imported and the engine started, the rules in force, their clauses and the admission matrix are shown here.</translation>
    </message>
    <message>
        <source>版本 {version}，自 {since} 起</source>
        <translation>Version {version}, since {since}</translation>
    </message>
</context>
<context>
    <name>SeriesDialog</name>
    <message>
        <source>例行占用不属于任何项目，例如培训、演练、会议。下面逐日列出，冲突的日子可以跳过。</source>
        <translation>Recurring use belongs to no project: training, drills, meetings. Every day is listed below; days in conflict can be left out.</translation>
    </message>
    <message>
        <source>例行占用</source>
        <translation>Recurring use</translation>
    </message>
    <message>
        <source>占用</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>用途</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>功能室</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>星期</source>
        <translation>Weekdays</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>起止日期</source>
        <translation>First and last day</translation>
    </message>
    <message>
        <source>周期</source>
        <translation>Rhythm</translation>
    </message>
    <message>
        <source>每 </source>
        <translation>every </translation>
    </message>
    <message>
        <source> 周一次</source>
        <translation> weeks</translation>
    </message>
    <message>
        <source>一,二,三,四,五,六,日</source>
        <translation>Mon,Tue,Wed,Thu,Fri,Sat,Sun</translation>
    </message>
    <message>
        <source>星期{day}</source>
        <translation>{day}</translation>
    </message>
    <message>
        <source>开始时刻</source>
        <translation>Begins</translation>
    </message>
    <message>
        <source>结束时刻</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>第一天</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>最后一天</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>各日</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>只占用空闲的日子，冲突的跳过</source>
        <translation>Take only the free days, leave out those in conflict</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>已由 {who} 占用</source>
        <translation>Taken by {who}</translation>
    </message>
    <message>
        <source>空闲</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>共 {count} 天，其中 {clashes} 天冲突</source>
        <translation>{count} days, {clashes} of them in conflict</translation>
    </message>
    <message>
        <source>请填写用途。</source>
        <translation>Please give the purpose.</translation>
    </message>
    <message>
        <source>没有可占用的日子。</source>
        <translation>There is no day to take.</translation>
    </message>
    <message>
        <source>有冲突的日子：改时间，或勾选跳过。</source>
        <translation>Some days are in conflict: change the time, or tick to leave them out.</translation>
    </message>
</context>
<context>
    <name>SessionPanel</name>
    <message>
        <source>确认预留</source>
        <translation>Confirm the hold</translation>
    </message>
    <message>
        <source>延长一次…</source>
        <translation>Make longer once…</translation>
    </message>
    <message>
        <source>放弃预留…</source>
        <translation>Give up the hold…</translation>
    </message>
    <message>
        <source>预留至 {time}，到时未确认自动释放</source>
        <translation>Held until {time}; released by itself unless confirmed</translation>
    </message>
    <message>
        <source>；待批准的出让方案</source>
        <translation>; its plan awaits approval</translation>
    </message>
    <message>
        <source>场次</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>在图上选一场，这里显示它的占用、理由和可做的事。</source>
        <translation>Choose a session in the chart: here stand its bookings, the reasons, and what can be done.</translation>
    </message>
    <message>
        <source>延长预留</source>
        <translation>Make the hold longer</translation>
    </message>
    <message>
        <source>预留只能延长一次，须写明原因。</source>
        <translation>A hold can be extended once; a reason is needed.</translation>
    </message>
    <message>
        <source>延长</source>
        <translation>Make longer</translation>
    </message>
    <message>
        <source>放弃预留</source>
        <translation>Give up the hold</translation>
    </message>
    <message>
        <source>预留的全部资源立即释放，依次通知候补。</source>
        <translation>Everything held is released at once and offered to the wait-list in order.</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>本席位设置</source>
        <translation>Settings of this desk</translation>
    </message>
    <message>
        <source>画面</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Size of text</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>声音</source>
        <translation>Sound</translation>
    </message>
    <message>
        <source>深色（总控室）</source>
        <translation>Dark (control room)</translation>
    </message>
    <message>
        <source>浅色（明亮环境）</source>
        <translation>Light (bright rooms)</translation>
    </message>
    <message>
        <source>紧急和高级报警发出声音（M 键静音）</source>
        <translation>Urgent and high alarms are heard (M mutes)</translation>
    </message>
    <message>
        <source>以上只影响这台席位。规则、参数和账号属于站点，在其他分栏办理并记入账本。</source>
        <translation>These concern this desk only. Rules, parameters and accounts belong to the site; they are changed elsewhere and entered in the book.</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>详情</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>打开 {what}</source>
        <translation>Open {what}</translation>
    </message>
</context>
<context>
    <name>ShelveAlarm</name>
    <message>
        <source>“{what}”在此期间不再提醒，到时自动恢复。搁置人、原因和期限记入账本。</source>
        <translation>“{what}” keeps quiet until then and comes back by itself. Who shelved it, why and until when is entered in the book.</translation>
    </message>
    <message>
        <source>搁置报警</source>
        <translation>Shelve alarm</translation>
    </message>
    <message>
        <source>搁置</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>例如：已派人检修，等待配件</source>
        <translation>For example: being repaired, waiting for parts</translation>
    </message>
    <message>
        <source>{count} 分钟，至 {end}</source>
        <translation>{count} minutes, until {end}</translation>
    </message>
    <message>
        <source>{count} 小时，至 {end}</source>
        <translation>{count} hours, until {end}</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>关闭侧栏 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <source>切换阶段…</source>
        <translation>Change phase…</translation>
    </message>
    <message>
        <source>切换阶段</source>
        <translation>Change phase</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>场控 · 场地智能化调度总控</source>
        <translation>Changkong · site control</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>请登录后使用总控室</source>
        <translation>Sign in to use the control room</translation>
    </message>
    <message>
        <source>首次登录或密码到期，请先设置新密码</source>
        <translation>First sign-in, or the password has run out: set a new one first</translation>
    </message>
    <message>
        <source>本站点还没有账号。请建立第一个账号：现场管理负责人和总控员，其他账号由其开设。</source>
        <translation>This site has no account yet. Make the first one: site manager and operator, who opens all others.</translation>
    </message>
    <message>
        <source>引擎尚未就绪，暂时不能登录。</source>
        <translation>The engine is not ready; signing in has to wait.</translation>
    </message>
    <message>
        <source>引擎没有答复，未能登录。请看状态栏的连接，恢复后重试。</source>
        <translation>The engine did not answer; you are not signed in. See the status line and try again.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>正常</source>
        <translation>Well</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>状态栏</source>
        <translation>Status line</translation>
    </message>
    <message>
        <source>尚无数据</source>
        <translation>No data yet</translation>
    </message>
    <message>
        <source>⚠ 数据停在 {time}（已 {age} 秒）</source>
        <translation>⚠ Data stopped at {time} ({age} s ago)</translation>
    </message>
    <message>
        <source>数据截至 {time}</source>
        <translation>Data as of {time}</translation>
    </message>
</context>
<context>
    <name>StretchDialog</name>
    <message>
        <source>{title}：{start}–{end}</source>
        <translation>{title}: {start}–{end}</translation>
    </message>
    <message>
        <source>调整结束时间</source>
        <translation>Change the end</translation>
    </message>
    <message>
        <source>调整</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>请写明原因。</source>
        <translation>Please give the reason.</translation>
    </message>
</context>
<context>
    <name>SystemPage</name>
    <message>
        <source>账本</source>
        <translation>Book</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>本席位设置</source>
        <translation>Settings of this desk</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>系统页分栏</source>
        <translation>Parts of the system page</translation>
    </message>
</context>
<context>
    <name>TimesForm</name>
    <message>
        <source>日期</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>开标时间</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>集合时间</source>
        <translation>Gathering</translation>
    </message>
    <message>
        <source>专家抽取</source>
        <translation>Draw of experts</translation>
    </message>
    <message>
        <source>预计评标</source>
        <translation>Expected evaluation</translation>
    </message>
    <message>
        <source>有集合时间</source>
        <translation>Has a gathering time</translation>
    </message>
    <message>
        <source>已定抽取时间</source>
        <translation>Draw time is set</translation>
    </message>
    <message>
        <source>抽取时刻</source>
        <translation>Time of the draw</translation>
    </message>
    <message>
        <source> 分钟</source>
        <translation> min</translation>
    </message>
    <message>
        <source>按方式的常规时长</source>
        <translation>As usual for the method</translation>
    </message>
    <message>
        <source>时间合规</source>
        <translation>The times are legal</translation>
    </message>
    <message>
        <source>开标</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>集合</source>
        <translation>gathering</translation>
    </message>
    <message>
        <source>抽取</source>
        <translation>Draw</translation>
    </message>
    <message>
        <source>{what}改为 {when}</source>
        <translation>Change {what} to {when}</translation>
    </message>
</context>
<context>
    <name>TrailView</name>
    <message>
        <source>前一天</source>
        <translation>Day before</translation>
    </message>
    <message>
        <source>后一天</source>
        <translation>Day after</translation>
    </message>
    <message>
        <source>查看个人信息…</source>
        <translation>Show personal data…</translation>
    </message>
    <message>
        <source>为何不准？</source>
        <translation>Why not?</translation>
    </message>
    <message>
        <source>个人信息…</source>
        <translation>Personal data…</translation>
    </message>
    <message>
        <source>为何不准</source>
        <translation>Why not</translation>
    </message>
    <message>
        <source>请在列表或平面图上选择人员</source>
        <translation>Choose a person in a list or on the plan</translation>
    </message>
    <message>
        <source>正在读取</source>
        <translation>Reading</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>不在楼内</source>
        <translation>Not inside</translation>
    </message>
    <message>
        <source>{place}，{time} 起</source>
        <translation>{place}, since {time}</translation>
    </message>
    <message>
        <source>全场</source>
        <translation>Whole site</translation>
    </message>
    <message>
        <source>身份</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>通行 {count} 次</source>
        <translation>{count} passages</translation>
    </message>
    <message>
        <source>这一天没有通行记录</source>
        <translation>No passages on this day</translation>
    </message>
    <message>
        <source>{door}，依据{evidence}</source>
        <translation>{door}, by {evidence}</translation>
    </message>
    <message>
        <source>此前位置与本次出发处不符：中间有未记录的通行</source>
        <translation>Was known elsewhere before: a passage in between was not recorded</translation>
    </message>
</context>
<context>
    <name>Trend</name>
    <message>
        <source>求解过程</source>
        <translation>Course of the search</translation>
    </message>
    <message>
        <source>{seconds} 秒</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>虚线：可证明的下界</source>
        <translation>Dashed: proven lower bound</translation>
    </message>
</context>
<context>
    <name>UnusualMinutes</name>
    <message>
        <source>特殊到分的时间可能是暗号（RB-03）。一次说明不了什么，同一家机构反复出现才值得核实。这里给出的是线索，不是结论。</source>
        <translation>An odd minute can be a signal (RB-03). Once says nothing; the same agency again and again is worth checking. These are clues, not verdicts.</translation>
    </message>
    <message>
        <source>特殊分钟核查</source>
        <translation>Unusual minutes</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>开标日期自</source>
        <translation>Openings from</translation>
    </message>
    <message>
        <source>至</source>
        <translation>to</translation>
    </message>
    <message>
        <source>开标日期至</source>
        <translation>Openings to</translation>
    </message>
    <message>
        <source>重新核查</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>也列出未见特殊的</source>
        <translation>List what is ordinary too</translation>
    </message>
    <message>
        <source>各机构的判断</source>
        <translation>Judgement of each agency</translation>
    </message>
    <message>
        <source>涉及的项目</source>
        <translation>Projects concerned</translation>
    </message>
    <message>
        <source>判断</source>
        <translation>Judgement</translation>
    </message>
    <message>
        <source>代理机构</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>次数</source>
        <translation>Times</translation>
    </message>
    <message>
        <source>其他单位</source>
        <translation>Others</translation>
    </message>
    <message>
        <source>巧合的可能</source>
        <translation>By chance</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>定在</source>
        <translation>Set at</translation>
    </message>
    <message>
        <source>约 {count} 次一遇</source>
        <translation>once in about {count}</translation>
    </message>
    <message>
        <source>起始日不能晚于终止日。</source>
        <translation>The first day cannot be after the last.</translation>
    </message>
    <message>
        <source>这段时间没有代理机构的项目，无从判断。</source>
        <translation>No agency has projects in this period; there is nothing to judge.</translation>
    </message>
    <message>
        <source>值得核实 {unusual} 项，数据太少无法判断 {too_few} 项，未见特殊 {ordinary} 项</source>
        <translation>Worth checking {unusual}, too few data {too_few}, nothing unusual {ordinary}</translation>
    </message>
    <message>
        <source>涉及 {count} 个项目，按开标先后：</source>
        <translation>Projects concerned, by opening: {count}</translation>
    </message>
</context>
<context>
    <name>WaitingListDialog</name>
    <message>
        <source>先看级别，同级看登记时账本的序号，谁也改不了。空出来的先问排在前面的；用不上的保留位置，并记下原因。</source>
        <translation>The class comes first, within it the number of the entry in the book, which nobody can change. What falls free is offered in this order; whoever cannot use it keeps the place, and the reason is written down.</translation>
    </message>
    <message>
        <source>候补名单</source>
        <translation>Wait-list</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>按顺序让号</source>
        <translation>Offer in order</translation>
    </message>
    <message>
        <source>退出候补…</source>
        <translation>Leave the list…</translation>
    </message>
    <message>
        <source>从头问起：第一个能用上空出资源的，为他预留</source>
        <translation>From the top: whoever can use what is free first has it held for him</translation>
    </message>
    <message>
        <source>让号记录</source>
        <translation>Offers made</translation>
    </message>
    <message>
        <source>顺序</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>级别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>账本序号</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>登记时间</source>
        <translation>Asked at</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>上次没有轮到的原因</source>
        <translation>Why passed over last</translation>
    </message>
    <message>
        <source>让给</source>
        <translation>Offered to</translation>
    </message>
    <message>
        <source>当时越过</source>
        <translation>Passed over</translation>
    </message>
    <message>
        <source>越过的原因</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>{state}，留到 {time}</source>
        <translation>{state}, kept until {time}</translation>
    </message>
    <message>
        <source>{number} 号 {project}</source>
        <translation>No. {number} {project}</translation>
    </message>
    <message>
        <source>没有越过任何人</source>
        <translation>Nobody was passed over</translation>
    </message>
    <message>
        <source>见账本中此前的“越过”记录</source>
        <translation>See the entry of the passing-over before it in the book</translation>
    </message>
    <message>
        <source>{count} 个项目候补</source>
        <translation>Projects waiting: {count}</translation>
    </message>
    <message>
        <source>现在没有项目候补</source>
        <translation>No project waits now</translation>
    </message>
    <message>
        <source>依据 {day} 起的预约条款。核对同期候补的 {count} 个项目、让号 {offers} 次，都可在账本中按序号查到。</source>
        <translation>By the terms of booking from {day}. Checked: {count} projects that waited at the same time, {offers} offers; each can be found in the book by its number.</translation>
    </message>
    <message>
        <source>{project} 排第 {turn}：{level}，账本第 {position} 条。候补原因：{reason}</source>
        <translation>{project} has turn {turn}: {level}, entry {position} of the book. Waits because: {reason}</translation>
    </message>
    <message>
        <source>{when} 没有轮到：{why}</source>
        <translation>Passed over at {when}: {why}</translation>
    </message>
    <message>
        <source>核对不符：有一次让号越过了排在前面的，账本里没有写明原因。请报现场管理负责人。</source>
        <translation>Not in order: an offer passed somebody over and the book gives no reason. Please tell the site manager.</translation>
    </message>
    <message>
        <source>核对：还没有让过号。</source>
        <translation>Checked: nothing has been offered yet.</translation>
    </message>
    <message>
        <source>核对相符：每一次都让给了排在最前、能用得上的。</source>
        <translation>In order: every offer went to the first who could use it.</translation>
    </message>
    <message>
        <source>空出的资源没有人能用上，各人的原因见列表。</source>
        <translation>Nobody can use what is free; the list says why.</translation>
    </message>
    <message>
        <source>已让号给 {who}</source>
        <translation>Offered to {who}</translation>
    </message>
    <message>
        <source>{project} 退出候补后失去现在的顺序，再登记要排到最后。</source>
        <translation>{project} loses its place; asking again means the end of the list.</translation>
    </message>
    <message>
        <source>退出候补</source>
        <translation>Leave the wait-list</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>例如：项目改期，不再需要</source>
        <translation>For example: moved to another day, no longer needed</translation>
    </message>
</context>
<context>
    <name>WeekChart</name>
    <message>
        <source>功能室一周排期</source>
        <translation>Week of the rooms</translation>
    </message>
    <message>
        <source>{count} 场</source>
        <translation>{count} sessions</translation>
    </message>
    <message>
        <source>待排 {count}</source>
        <translation>Unplaced {count}</translation>
    </message>
    <message>
        <source>冲突 {count}</source>
        <translation>Conflicts {count}</translation>
    </message>
    <message>
        <source>占用 {share}%</source>
        <translation>{share}% taken</translation>
    </message>
</context>
<context>
    <name>WhyNotView</name>
    <message>
        <source>人员代码</source>
        <translation>Code of the person</translation>
    </message>
    <message>
        <source>门</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>询问</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>询问此人此刻能否进入</source>
        <translation>Ask whether this person may enter now</translation>
    </message>
    <message>
        <source>按此刻的项目阶段、事由和规则试算一次，不开门，不留判定记录。</source>
        <translation>Judged on trial by the phases, needs and rules of this moment; no door opens and nothing is stored.</translation>
    </message>
    <message>
        <source>请填写人员代码并选择门。</source>
        <translation>Please enter the code of a person and choose a door.</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>确认选中的报警</source>
        <translation>Acknowledge the selected alarm</translation>
    </message>
    <message>
        <source>搁置选中的报警</source>
        <translation>Shelve the selected alarm</translation>
    </message>
    <message>
        <source>选中报警的处置指南</source>
        <translation>Guide of the selected alarm</translation>
    </message>
    <message>
        <source>报警声音静音或恢复</source>
        <translation>Mute the alarms, or let them sound</translation>
    </message>
    <message>
        <source>搜索与命令</source>
        <translation>Search and command</translation>
    </message>
    <message>
        <source>全屏</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>返回、关闭侧栏</source>
        <translation>Back, close the side panel</translation>
    </message>
    <message>
        <source>快捷键一览</source>
        <translation>List of keys</translation>
    </message>
    <message>
        <source>切换深色与浅色</source>
        <translation>Dark or light</translation>
    </message>
    <message>
        <source>切换语言 / English</source>
        <translation>中文 / English</translation>
    </message>
    <message>
        <source>文字放大</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>文字缩小</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>修改密码</source>
        <translation>Change password</translation>
    </message>
    <message>
        <source>退出登录</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>报警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>窗口</source>
        <translation>Window</translation>
    </message>
    <message>
        <source>账号</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>方向键</source>
        <translation>Arrows</translation>
    </message>
    <message>
        <source>在平面图上选择房间</source>
        <translation>Choose a room on the plan</translation>
    </message>
    <message>
        <source>打开选中的房间或记录</source>
        <translation>Open the chosen room or record</translation>
    </message>
    <message>
        <source>平面图放大、缩小、显示全部</source>
        <translation>Zoom the plan in, out, show all</translation>
    </message>
    <message>
        <source>平面图换楼层</source>
        <translation>Other floor of the plan</translation>
    </message>
    <message>
        <source>在排期图上选择场次</source>
        <translation>Select sessions in the chart</translation>
    </message>
    <message>
        <source>Alt+方向键</source>
        <translation>Alt+arrows</translation>
    </message>
    <message>
        <source>移动整个项目的时间、换房间</source>
        <translation>Move the whole project in time, change the room</translation>
    </message>
    <message>
        <source>Alt+Shift+←  →</source>
        <translation>Alt+Shift+←  →</translation>
    </message>
    <message>
        <source>调整结束时间</source>
        <translation>Change the end</translation>
    </message>
    <message>
        <source>放下或打开；放弃移动</source>
        <translation>Drop or open; let go</translation>
    </message>
    <message>
        <source>排期图放大、缩小、全天</source>
        <translation>Zoom the chart in, out, whole day</translation>
    </message>
    <message>
        <source>生成排期方案</source>
        <translation>Ask for a plan</translation>
    </message>
    <message>
        <source>对比方案，再按一次采纳</source>
        <translation>Compare the proposal; once more accepts it</translation>
    </message>
    <message>
        <source>日视图与周视图；下一处冲突</source>
        <translation>Day and week view; next conflict</translation>
    </message>
    <message>
        <source>新建预约、停用、导入</source>
        <translation>New booking, closing, import</translation>
    </message>
    <message>
        <source>更多：候补、例外、日历文件</source>
        <translation>More: wait-list, exceptions, calendar files</translation>
    </message>
    <message>
        <source>到排期图、到待排请求</source>
        <translation>To the chart, to the unplaced requests</translation>
    </message>
    <message>
        <source>前一天、后一天（周视图为一周）</source>
        <translation>Day before, day after (in the week view a week)</translation>
    </message>
    <message>
        <source>操作</source>
        <translation>Act</translation>
    </message>
    <message>
        <source>页面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>平面图与列表</source>
        <translation>Plan and lists</translation>
    </message>
    <message>
        <source>调度</source>
        <translation>Dispatch</translation>
    </message>
</context>
<context>
    <name>alarms</name>
    <message>
        <source>登录后查看</source>
        <translation>Sign in to see it</translation>
    </message>
    <message>
        <source>10 分钟内 {count} 条：报警过多</source>
        <translation>{count} in 10 minutes: alarm flood</translation>
    </message>
    <message>
        <source>10 分钟内 {count} 条</source>
        <translation>{count} in 10 minutes</translation>
    </message>
    <message>
        <source>未确认</source>
        <translation>Not seen</translation>
    </message>
    <message>
        <source>已恢复，未确认</source>
        <translation>Cleared, not seen</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>已搁置</source>
        <translation>Shelved</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>已结束</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>至 {time}</source>
        <translation> until {time}</translation>
    </message>
    <message>
        <source>另 {count} 条同源</source>
        <translation>{count} more of the same cause</translation>
    </message>
</context>
<context>
    <name>calendar</name>
    <message>
        <source>停用</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Reservation</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>取消，恢复使用</source>
        <translation>Cancelled: opened again</translation>
    </message>
    <message>
        <source>文件中已没有，恢复使用</source>
        <translation>No longer in the file: opened again</translation>
    </message>
    <message>
        <source>已导入，无变化</source>
        <translation>Taken before, unchanged</translation>
    </message>
    <message>
        <source>比已导入的旧，不动</source>
        <translation>Older than what was taken: left alone</translation>
    </message>
    <message>
        <source>本场导出的，不动</source>
        <translation>Went out from here: left alone</translation>
    </message>
    <message>
        <source>已经过去，不动</source>
        <translation>Past: left alone</translation>
    </message>
    <message>
        <source>无法读取</source>
        <translation>Cannot be read</translation>
    </message>
    <message>
        <source>不能导入</source>
        <translation>Cannot be taken</translation>
    </message>
</context>
<context>
    <name>devices</name>
    <message>
        <source>门磁</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>门锁</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>在场人数</source>
        <translation>Persons on site</translation>
    </message>
    <message>
        <source>通过人数</source>
        <translation>Persons passed</translation>
    </message>
    <message>
        <source>二氧化碳</source>
        <translation>CO₂</translation>
    </message>
    <message>
        <source>温度</source>
        <translation>Temperature</translation>
    </message>
    <message>
        <source>湿度</source>
        <translation>Humidity</translation>
    </message>
    <message>
        <source>功率</source>
        <translation>Power</translation>
    </message>
    <message>
        <source>烟雾</source>
        <translation>Smoke</translation>
    </message>
    <message>
        <source>水浸</source>
        <translation>Water</translation>
    </message>
    <message>
        <source>告警触点</source>
        <translation>Alarm contact</translation>
    </message>
    <message>
        <source>供电</source>
        <translation>Supply</translation>
    </message>
    <message>
        <source>电池供电</source>
        <translation>On battery</translation>
    </message>
    <message>
        <source>电量</source>
        <translation>Charge</translation>
    </message>
    <message>
        <source>磁盘占用</source>
        <translation>Disk used</translation>
    </message>
    <message>
        <source>带宽占用</source>
        <translation>Bandwidth used</translation>
    </message>
    <message>
        <source>距上次备份</source>
        <translation>Since last backup</translation>
    </message>
    <message>
        <source>人</source>
        <translation>persons</translation>
    </message>
    <message>
        <source>小时</source>
        <translation>hours</translation>
    </message>
    <message>
        <source>关</source>
        <translation>shut</translation>
    </message>
    <message>
        <source>开</source>
        <translation>open</translation>
    </message>
    <message>
        <source>未锁</source>
        <translation>unlocked</translation>
    </message>
    <message>
        <source>已锁</source>
        <translation>locked</translation>
    </message>
    <message>
        <source>无烟</source>
        <translation>no smoke</translation>
    </message>
    <message>
        <source>有烟</source>
        <translation>smoke</translation>
    </message>
    <message>
        <source>无水</source>
        <translation>dry</translation>
    </message>
    <message>
        <source>有水</source>
        <translation>water</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Well</translation>
    </message>
    <message>
        <source>告警</source>
        <translation>alarm</translation>
    </message>
    <message>
        <source>断电</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>有电</source>
        <translation>on</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>可信</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>Uncertain</translation>
    </message>
    <message>
        <source>不可信</source>
        <translation>Bad</translation>
    </message>
    <message>
        <source>最后已知，时效不明</source>
        <translation>Last known, age unknown</translation>
    </message>
    <message>
        <source>主题不在约定之内</source>
        <translation>Topic is not in the format</translation>
    </message>
    <message>
        <source>消息超过 256 kB</source>
        <translation>Message larger than 256 kB</translation>
    </message>
    <message>
        <source>内容不是 UTF-8 文字</source>
        <translation>Not UTF-8 text</translation>
    </message>
    <message>
        <source>内容不是 JSON</source>
        <translation>Not JSON</translation>
    </message>
    <message>
        <source>内容不是 JSON 对象</source>
        <translation>Not a JSON object</translation>
    </message>
    <message>
        <source>内容嵌套过深</source>
        <translation>Nested too deep</translation>
    </message>
    <message>
        <source>没有写明消息类型</source>
        <translation>No type of message</translation>
    </message>
    <message>
        <source>消息类型未约定</source>
        <translation>Type of message unknown</translation>
    </message>
    <message>
        <source>该类型的消息不应发到这个主题</source>
        <translation>This type does not belong on this topic</translation>
    </message>
    <message>
        <source>缺少必填字段</source>
        <translation>A field is missing</translation>
    </message>
    <message>
        <source>含有未约定的字段</source>
        <translation>A field is unknown</translation>
    </message>
    <message>
        <source>字段的值不合约定</source>
        <translation>The value of a field is invalid</translation>
    </message>
    <message>
        <source>设备时间无法识别</source>
        <translation>The device's time cannot be read</translation>
    </message>
    <message>
        <source>保留消息不能当作刚发生的事</source>
        <translation>A retained message is not an event of now</translation>
    </message>
    <message>
        <source>消息未写门禁点，设备也未登记门禁点</source>
        <translation>Neither message nor register names an access point</translation>
    </message>
    <message>
        <source>引擎判定这条消息时出错</source>
        <translation>The engine failed on this message</translation>
    </message>
    <message>
        <source>自报正常</source>
        <translation>says it is well</translation>
    </message>
    <message>
        <source>自报磁盘已满</source>
        <translation>says its disk is full</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>失联</source>
        <translation>Silent</translation>
    </message>
    <message>
        <source>异常</source>
        <translation>Abnormal</translation>
    </message>
    <message>
        <source>{count} 秒</source>
        <translation>{count} s</translation>
    </message>
    <message>
        <source>{count} 分</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{hours} 小时 {minutes} 分</source>
        <translation>{hours} h {minutes} min</translation>
    </message>
    <message>
        <source>{count} 天</source>
        <translation>{count} d</translation>
    </message>
    <message>
        <source>{seconds} 秒</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>从未收到</source>
        <translation>never</translation>
    </message>
    <message>
        <source>最后 {value}，时效不明</source>
        <translation>last {value}, age unknown</translation>
    </message>
    <message>
        <source>最后 {value}，{at}</source>
        <translation>last {value}, {at}</translation>
    </message>
    <message>
        <source>最后 {value}，{at}，已 {age}</source>
        <translation>last {value}, {at}, {age} ago</translation>
    </message>
    <message>
        <source>在录</source>
        <translation>recording</translation>
    </message>
    <message>
        <source>未录</source>
        <translation>not recording</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
</context>
<context>
    <name>dispatch</name>
    <message>
        <source>{count} 座</source>
        <translation>{count} seats</translation>
    </message>
    <message>
        <source>例行占用</source>
        <translation>Recurring use</translation>
    </message>
    <message>
        <source>超出预约 {count} 分钟</source>
        <translation>{count} minutes over</translation>
    </message>
    <message>
        <source>预留，尚未确认</source>
        <translation>Held, not confirmed</translation>
    </message>
    <message>
        <source>作业许可 {number}</source>
        <translation>Work permit {number}</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>{month}月{day}日 {weekday}</source>
        <translation>{weekday} {day}/{month}</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{day}/{month}</translation>
    </message>
    <message>
        <source>释放占用</source>
        <translation>Release a booking</translation>
    </message>
    <message>
        <source>{title}：{room} 立即空出，依次通知候补。</source>
        <translation>{title}: {room} becomes free at once and is offered to the wait-list in order.</translation>
    </message>
    <message>
        <source>释放</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>放弃方案</source>
        <translation>Discard the proposal</translation>
    </message>
    <message>
        <source>第 {number} 号方案不再采纳，连同原因留在列表中。</source>
        <translation>Proposal no. {number} will not be accepted; it stays on the list with the reason.</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>候补名单…</source>
        <translation>Wait-list…</translation>
    </message>
    <message>
        <source>预留的房间…</source>
        <translation>Rooms held…</translation>
    </message>
    <message>
        <source>原则上规定的例外…</source>
        <translation>Exceptions to rules "in principle"…</translation>
    </message>
    <message>
        <source>登记专家抽取…</source>
        <translation>Enter the draw of experts…</translation>
    </message>
    <message>
        <source>土地拍卖方案批准…</source>
        <translation>Approved plans of land auctions…</translation>
    </message>
    <message>
        <source>特殊分钟核查…</source>
        <translation>Unusual minutes…</translation>
    </message>
    <message>
        <source>预测…</source>
        <translation>Forecasts…</translation>
    </message>
    <message>
        <source>导入日历文件…</source>
        <translation>Import a calendar file…</translation>
    </message>
    <message>
        <source>导出日历文件…</source>
        <translation>Export a calendar file…</translation>
    </message>
    <message>
        <source>还没有找到方案。</source>
        <translation>No plan found yet.</translation>
    </message>
    <message>
        <source>代价（现计划 → 方案）</source>
        <translation>Cost (present plan → proposal)</translation>
    </message>
    <message>
        <source>起因</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>{gap}；改进 {better} 次，用时 {seconds} 秒</source>
        <translation>{gap}; {better} improvements in {seconds} s</translation>
    </message>
    <message>
        <source>进展</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>{projects} 的占用已有变化，方案不能再采纳，请重新生成</source>
        <translation>The bookings of {projects} have changed: this proposal can no longer be accepted, ask for another</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>变动 {count} 项</source>
        <translation>Changes: {count}</translation>
    </message>
    <message>
        <source>没有变动</source>
        <translation>No changes</translation>
    </message>
    <message>
        <source>{before} → 取消安排</source>
        <translation>{before} → loses its place</translation>
    </message>
    <message>
        <source>排不下 {count} 项</source>
        <translation>Not placed: {count}</translation>
    </message>
    <message>
        <source>全部排下</source>
        <translation>Everything is placed</translation>
    </message>
    <message>
        <source>{count} 人</source>
        <translation>{count} people</translation>
    </message>
    <message>
        <source>须通知 {count} 人</source>
        <translation>People to tell: {count}</translation>
    </message>
    <message>
        <source>不须通知任何人</source>
        <translation>Nobody need be told</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Method</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>开标时间</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>集合时间</source>
        <translation>Gathering</translation>
    </message>
    <message>
        <source>安排</source>
        <translation>Placement</translation>
    </message>
    <message>
        <source>没有占用功能室</source>
        <translation>No room is booked</translation>
    </message>
    <message>
        <source>占用</source>
        <translation>Booked</translation>
    </message>
    <message>
        <source>为何如此</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>第 {number} 号方案</source>
        <translation>Proposal no. {number}</translation>
    </message>
    <message>
        <source>{spot}：合规，无冲突</source>
        <translation>{spot}: legal, no conflict</translation>
    </message>
    <message>
        <source>{room} {since}–{until} 已由 {who} 占用</source>
        <translation>{room} is taken {since}–{until} by {who}</translation>
    </message>
    <message>
        <source>最近的可行开标时间：{times}</source>
        <translation>Nearest possible openings: {times}</translation>
    </message>
    <message>
        <source>与 {who} 冲突</source>
        <translation>Conflict with {who}</translation>
    </message>
    <message>
        <source>结束时间改为 {time}，无冲突</source>
        <translation>End at {time}: no conflict</translation>
    </message>
    <message>
        <source>这项占用不能在图上移动</source>
        <translation>This booking cannot be moved in the chart</translation>
    </message>
    <message>
        <source>暂时无法核对，放下时由引擎核对</source>
        <translation>Cannot be checked now; the engine checks it when it is dropped</translation>
    </message>
    <message>
        <source>开标</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>评标</source>
        <translation>Evaluation</translation>
    </message>
    <message>
        <source>代理工作</source>
        <translation>Agency work</translation>
    </message>
    <message>
        <source>见证</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>拍卖</source>
        <translation>Auction</translation>
    </message>
    <message>
        <source>磋商谈判</source>
        <translation>Negotiation</translation>
    </message>
    <message>
        <source>询标</source>
        <translation>Clarification</translation>
    </message>
    <message>
        <source>已排</source>
        <translation>Scheduled</translation>
    </message>
    <message>
        <source>预留</source>
        <translation>Holds</translation>
    </message>
    <message>
        <source>待排</source>
        <translation>Unplaced</translation>
    </message>
    <message>
        <source>排不下</source>
        <translation>Not placed</translation>
    </message>
    <message>
        <source>求解中</source>
        <translation>searching</translation>
    </message>
    <message>
        <source>待采纳</source>
        <translation>to be accepted</translation>
    </message>
    <message>
        <source>已停止，待采纳</source>
        <translation>stopped, to be accepted</translation>
    </message>
    <message>
        <source>已采纳</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>已放弃</source>
        <translation>discarded</translation>
    </message>
    <message>
        <source>求解失败</source>
        <translation>search failed</translation>
    </message>
    <message>
        <source>排期方案</source>
        <translation>day plan</translation>
    </message>
    <message>
        <source>调整方案</source>
        <translation>replan</translation>
    </message>
    <message>
        <source>代理机构</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>评委会</source>
        <translation>Committee</translation>
    </message>
    <message>
        <source>投标人</source>
        <translation>Bidders</translation>
    </message>
    <message>
        <source>项目实施主体</source>
        <translation>Owner's staff</translation>
    </message>
    <message>
        <source>见证人员</source>
        <translation>Witnesses</translation>
    </message>
    <message>
        <source>中心服务</source>
        <translation>Centre service</translation>
    </message>
    <message>
        <source>未排入权重</source>
        <translation>weight not placed</translation>
    </message>
    <message>
        <source>{count}</source>
        <translation>{count}</translation>
    </message>
    <message>
        <source>时间偏移</source>
        <translation>displacement</translation>
    </message>
    <message>
        <source>{count} 分钟</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>空余座位</source>
        <translation>spare seats</translation>
    </message>
    <message>
        <source>步行与搬运</source>
        <translation>walking and carrying</translation>
    </message>
    <message>
        <source>{count} 米</source>
        <translation>{count} m</translation>
    </message>
    <message>
        <source>启用房间</source>
        <translation>rooms in use</translation>
    </message>
    <message>
        <source>{count} 间</source>
        <translation>{count} rooms</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>{name}多 {amount}</source>
        <translation>{name}: {amount} more</translation>
    </message>
    <message>
        <source>{name}少 {amount}</source>
        <translation>{name}: {amount} less</translation>
    </message>
    <message>
        <source>与方案的建议一样好</source>
        <translation>As good as the solver's advice</translation>
    </message>
    <message>
        <source>与方案的建议相比：{what}</source>
        <translation>Against the solver's advice: {what}</translation>
    </message>
    <message>
        <source>已证明最优</source>
        <translation>proven best</translation>
    </message>
    <message>
        <source>与最优的差距尚不知道</source>
        <translation>distance to the best not known yet</translation>
    </message>
    <message>
        <source>与最优相差至多 {share}%</source>
        <translation>at most {share}% from the best</translation>
    </message>
    <message>
        <source>未排</source>
        <translation>no place</translation>
    </message>
    <message>
        <source>涉密</source>
        <translation>Secret</translation>
    </message>
</context>
<context>
    <name>draw</name>
    <message>
        <source>新开抽取由总控员或现场管理负责人办理。</source>
        <translation>Draws are opened by an operator or the site manager.</translation>
    </message>
    <message>
        <source>项目不存在或已经结束，不能再抽取。</source>
        <translation>The project does not exist or is over; nothing can be drawn for it.</translation>
    </message>
    <message>
        <source>您的身份不代表任何一方，只能查看。</source>
        <translation>Your role speaks for no party; you can only look.</translation>
    </message>
    <message>
        <source>截止时间已过，引擎即将宣布作废。</source>
        <translation>The deadline has passed; the engine is about to declare it void.</translation>
    </message>
    <message>
        <source>您代表的一方已经完成，等待：{who}。</source>
        <translation>Your party has done its part; waiting for: {who}.</translation>
    </message>
    <message>
        <source>启封由行政监督或现场管理负责人办理。</source>
        <translation>Results are unsealed by supervision or the site manager.</translation>
    </message>
    <message>
        <source>未到集合时间，{time} 起才能启封。</source>
        <translation>Not yet the gathering time; it can be unsealed from {time} on.</translation>
    </message>
    <message>
        <source>本席位没有站点公钥，请在运行引擎的机器上保存抽取文件。</source>
        <translation>This desk does not hold the site's public key; save the file on the machine that runs the engine.</translation>
    </message>
    <message>
        <source>您的身份不能导出抽取文件。</source>
        <translation>Your role may not export the draw's file.</translation>
    </message>
    <message>
        <source>评标席位</source>
        <translation>Seats</translation>
    </message>
    <message>
        <source>副场</source>
        <translation>Sub-venues</translation>
    </message>
    <message>
        <source>等待承诺</source>
        <translation>awaiting commitments</translation>
    </message>
    <message>
        <source>等待公布</source>
        <translation>awaiting secrets</translation>
    </message>
    <message>
        <source>结果封存</source>
        <translation>sealed</translation>
    </message>
    <message>
        <source>已启封</source>
        <translation>unsealed</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>void</translation>
    </message>
    <message>
        <source>本中心</source>
        <translation>This centre</translation>
    </message>
    <message>
        <source>行政监督</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>场地故障</source>
        <translation>Fault of the venue</translation>
    </message>
    <message>
        <source>专家回避</source>
        <translation>An expert's refusal</translation>
    </message>
    <message>
        <source>等待各方承诺，还缺：{who}。{deadline} 截止（{left}），逾期作废。</source>
        <translation>Waiting for commitments, missing: {who}. Deadline {deadline} ({left}); afterwards it is void.</translation>
    </message>
    <message>
        <source>各方都已承诺，等待公布密值，还缺：{who}。{deadline} 截止（{left}），逾期作废。</source>
        <translation>All have committed; waiting for secrets, missing: {who}. Deadline {deadline} ({left}); afterwards it is void.</translation>
    </message>
    <message>
        <source>{drawn} 抽出，结果封存；{unseal} 起可以启封。</source>
        <translation>Drawn at {drawn}, the result is sealed; it can be unsealed from {unseal} on.</translation>
    </message>
    <message>
        <source>{drawn} 抽出，{unsealed} 启封。</source>
        <translation>Drawn at {drawn}, unsealed at {unsealed}.</translation>
    </message>
    <message>
        <source>作废：{deadline} 截止前没有承诺的是：{who}。</source>
        <translation>Void: by {deadline} no commitment came from {who}.</translation>
    </message>
    <message>
        <source>作废：{deadline} 截止前承诺而没有公布密值的是：{who}。</source>
        <translation>Void: committed, but no secret by {deadline}: {who}.</translation>
    </message>
    <message>
        <source>{kind} · 第 {number} 轮 · {state}</source>
        <translation>{kind} · round {number} · {state}</translation>
    </message>
    <message>
        <source>还没有抽取过；可以抽取：{kinds}。</source>
        <translation>Nothing has been drawn yet; can be drawn: {kinds}.</translation>
    </message>
    <message>
        <source>其后已有新的一轮，本轮结果只作留存。</source>
        <translation> Another round has followed; this result is kept for the record only.</translation>
    </message>
    <message>
        <source>还剩 {time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>逾期未办</source>
        <translation>not in time</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>not yet</translation>
    </message>
    <message>
        <source>从 {count} 个候选（{pool}）中为 {takers} 抽取</source>
        <translation>From {count} candidates ({pool}) for {takers}</translation>
    </message>
    <message>
        <source>上一轮作废</source>
        <translation>the round before was void</translation>
    </message>
    <message>
        <source>。接 {before} 重抽：{cause}，{reason}</source>
        <translation>. Drawn again after {before}: {cause}, {reason}</translation>
    </message>
</context>
<context>
    <name>exceptions</name>
    <message>
        <source>集合过晚</source>
        <translation>Gathering too late</translation>
    </message>
    <message>
        <source>集合早于开标</source>
        <translation>Before the opening</translation>
    </message>
    <message>
        <source>专家抽取过晚</source>
        <translation>Drawn too late</translation>
    </message>
    <message>
        <source>专家抽取过早</source>
        <translation>Drawn too early</translation>
    </message>
    <message>
        <source>原则上最迟 {latest_at} 集合（{rule}，第{clause}条）</source>
        <translation>in principle gathering is at {latest_at} at the latest ({rule}, item {clause})</translation>
    </message>
    <message>
        <source>原则上最早 {earliest_at} 集合（{rule}，第{clause}条）</source>
        <translation>in principle gathering is at {earliest_at} at the earliest ({rule}, item {clause})</translation>
    </message>
    <message>
        <source>例外已使用</source>
        <translation>Exception used</translation>
    </message>
    <message>
        <source>违规</source>
        <translation>Breach</translation>
    </message>
    <message>
        <source>{what}：{why}</source>
        <translation>{what}: {why}</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>引擎与席位的版本可能不一致，请联系信息技术人员。</source>
        <translation>Engine and desk may be of different versions; please tell the IT staff.</translation>
    </message>
    <message>
        <source>没有任何改动。请重试；仍不成功时联系信息技术人员并告知操作时间。</source>
        <translation>Nothing was changed. Try again; if it fails again, tell the IT staff the time.</translation>
    </message>
    <message>
        <source>没有任何改动。数据库恢复后请重新操作。</source>
        <translation>Nothing was changed. Do it again once the database works.</translation>
    </message>
    <message>
        <source>请等到所示时间，或请现场管理负责人重设密码。</source>
        <translation>Wait until the time shown, or ask the site manager to reset the password.</translation>
    </message>
    <message>
        <source>引擎没有回答，不能确定操作是否已经生效。</source>
        <translation>The engine did not answer; whether it was done is not known.</translation>
    </message>
    <message>
        <source>请看状态栏的引擎连接，恢复后先核对结果，再决定是否重做。</source>
        <translation>See the engine on the status line; when it is back, check the result before doing it again.</translation>
    </message>
    <message>
        <source>操作没有完成：{fault}</source>
        <translation>Not done: {fault}</translation>
    </message>
    <message>
        <source>请重试；仍不成功时联系信息技术人员。</source>
        <translation>Try again; if it fails again, tell the IT staff.</translation>
    </message>
</context>
<context>
    <name>matrix</name>
    <message>
        <source>可以进入</source>
        <translation>May enter</translation>
    </message>
    <message>
        <source>须有经批准的事由</source>
        <translation>Needs an approved need</translation>
    </message>
    <message>
        <source>须有事由并有人陪同</source>
        <translation>Needs a need and an escort</translation>
    </message>
    <message>
        <source>不得进入</source>
        <translation>May not enter</translation>
    </message>
    <message>
        <source>必须立即退出</source>
        <translation>Must leave at once</translation>
    </message>
    <message>
        <source>到集合时间起</source>
        <translation>from gathering time</translation>
    </message>
    <message>
        <source>须有有效的变更许可</source>
        <translation>needs an open permit</translation>
    </message>
    <message>
        <source>须经呼叫</source>
        <translation>when called</translation>
    </message>
    <message>
        <source>室内不外出，外出须陪同</source>
        <translation>stays in the room; leaves with an escort only</translation>
    </message>
    <message>
        <source>进入另记入区域记录</source>
        <translation>entries are recorded for the zone</translation>
    </message>
    <message>
        <source>只可被呼叫到询标室</source>
        <translation>may be called to the clarification room only</translation>
    </message>
    <message>
        <source>集合后</source>
        <translation>after gathering</translation>
    </message>
    <message>
        <source>凭许可</source>
        <translation>by permit</translation>
    </message>
    <message>
        <source>经呼叫</source>
        <translation>if called</translation>
    </message>
    <message>
        <source>留室内</source>
        <translation>in room</translation>
    </message>
    <message>
        <source>另记录</source>
        <translation>recorded</translation>
    </message>
    <message>
        <source>询标室</source>
        <translation>clarification</translation>
    </message>
    <message>
        <source>空闲</source>
        <translation>Idle</translation>
    </message>
    <message>
        <source>准备</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>评标评审中</source>
        <translation>Evaluating</translation>
    </message>
    <message>
        <source>暂停、隔夜</source>
        <translation>Paused, overnight</translation>
    </message>
    <message>
        <source>收尾</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>其他项目的评委</source>
        <translation>Members of other projects</translation>
    </message>
</context>
<context>
    <name>overview</name>
    <message>
        <source>超出预约 {count} 分钟</source>
        <translation>{count} minutes over</translation>
    </message>
    <message>
        <source>室外</source>
        <translation>Outside</translation>
    </message>
    <message>
        <source>报警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>没有报警</source>
        <translation>No alarms</translation>
    </message>
    <message>
        <source>{phase}，预约至 {time}</source>
        <translation>{phase}, booked until {time}</translation>
    </message>
    <message>
        <source>当前项目</source>
        <translation>Projects here now</translation>
    </message>
    <message>
        <source>此刻没有项目占用</source>
        <translation>No project holds it now</translation>
    </message>
    <message>
        <source>另有 {count} 人</source>
        <translation>and {count} more</translation>
    </message>
    <message>
        <source>在场人员 {count}</source>
        <translation>People inside {count}</translation>
    </message>
    <message>
        <source>没有人员在场记录</source>
        <translation>Nobody is known to be inside</translation>
    </message>
    <message>
        <source>设备与测点</source>
        <translation>Devices and points</translation>
    </message>
    <message>
        <source>没有设备</source>
        <translation>No devices</translation>
    </message>
    <message>
        <source>，末次 {age}前</source>
        <translation>, last heard {age} ago</translation>
    </message>
    <message>
        <source>门</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>没有门</source>
        <translation>No doors</translation>
    </message>
    <message>
        <source>今日预约</source>
        <translation>Bookings today</translation>
    </message>
    <message>
        <source>今日没有预约</source>
        <translation>No bookings today</translation>
    </message>
    <message>
        <source>，{time} 起</source>
        <translation>, since {time}</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>外侧</source>
        <translation>Outer side</translation>
    </message>
    <message>
        <source>内侧</source>
        <translation>Inner side</translation>
    </message>
    <message>
        <source>终端</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>身份不明</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>最近判定</source>
        <translation>Latest judgements</translation>
    </message>
    <message>
        <source>没有判定记录</source>
        <translation>No judgements yet</translation>
    </message>
    <message>
        <source>阶段</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>{phase}，{time} 起</source>
        <translation>{phase}, since {time}</translation>
    </message>
    <message>
        <source>方式</source>
        <translation>Method</translation>
    </message>
    <message>
        <source>代理机构</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>违规</source>
        <translation>Breach</translation>
    </message>
    <message>
        <source>开始时代理机构人员未清场</source>
        <translation>Agency staff were inside at the start</translation>
    </message>
    <message>
        <source>项目名称未公开</source>
        <translation>Title not public</translation>
    </message>
    <message>
        <source>功能室</source>
        <translation>Rooms</translation>
    </message>
    <message>
        <source>还没有排功能室</source>
        <translation>No rooms booked yet</translation>
    </message>
    <message>
        <source>交易系统</source>
        <translation>trading system</translation>
    </message>
    <message>
        <source>调度员</source>
        <translation>operator</translation>
    </message>
    <message>
        <source>阶段记录</source>
        <translation>Phases so far</translation>
    </message>
    <message>
        <source>尚无阶段记录</source>
        <translation>No phases yet</translation>
    </message>
    <message>
        <source>{count} 个项目</source>
        <translation>{count} projects</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>总览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>调度</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>人员与门禁</source>
        <translation>People, access</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrols</translation>
    </message>
    <message>
        <source>系统</source>
        <translation>System</translation>
    </message>
</context>
<context>
    <name>patrols</name>
    <message>
        <source>第 {number} 轮 {due}</source>
        <translation>Round {number} {due}</translation>
    </message>
    <message>
        <source>加巡 {number} 号</source>
        <translation>Extra round {number}</translation>
    </message>
    <message>
        <source>补查 {number} 号</source>
        <translation>Make-up round {number}</translation>
    </message>
    <message>
        <source>{count} 个巡查点，尚未开始</source>
        <translation>{count} checkpoints, not begun</translation>
    </message>
    <message>
        <source>还有 {count} 个，{close} 前结束</source>
        <translation>{count} left, ends by {close}</translation>
    </message>
    <message>
        <source>全部查到</source>
        <translation>All visited</translation>
    </message>
    <message>
        <source>漏查 {count} 个：{why}</source>
        <translation>{count} missed: {why}</translation>
    </message>
</context>
<context>
    <name>patterns</name>
    <message>
        <source>开标时间</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>集合时间</source>
        <translation>Gathering</translation>
    </message>
    <message>
        <source>抽取时间</source>
        <translation>Drawn at</translation>
    </message>
    <message>
        <source>值得核实</source>
        <translation>Worth checking</translation>
    </message>
    <message>
        <source>未见特殊</source>
        <translation>Nothing unusual</translation>
    </message>
    <message>
        <source>数据太少，无法判断</source>
        <translation>Too few data to judge</translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>无</source>
        <translation>None</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>生效</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>另一道门已关</source>
        <translation>Other door shut</translation>
    </message>
    <message>
        <source>另一道门未关</source>
        <translation>Other door open</translation>
    </message>
    <message>
        <source>已登记</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Blocked</translation>
    </message>
    <message>
        <source>已存放</source>
        <translation>Deposited</translation>
    </message>
    <message>
        <source>已声明未携带</source>
        <translation>Declared none</translation>
    </message>
    <message>
        <source>未存放</source>
        <translation>Not deposited</translation>
    </message>
    <message>
        <source>相符</source>
        <translation>Matches</translation>
    </message>
    <message>
        <source>不符</source>
        <translation>Does not match</translation>
    </message>
    <message>
        <source>不能确定</source>
        <translation>Uncertain</translation>
    </message>
    <message>
        <source>非活体</source>
        <translation>Not alive</translation>
    </message>
    <message>
        <source>进</source>
        <translation>In</translation>
    </message>
    <message>
        <source>出</source>
        <translation>Out</translation>
    </message>
    <message>
        <source>室外</source>
        <translation>Outside</translation>
    </message>
    <message>
        <source>判定 {number}</source>
        <translation>Judgement {number}</translation>
    </message>
    <message>
        <source>此刻，本人刷卡，无人陪同</source>
        <translation>Now, with a card, alone</translation>
    </message>
    <message>
        <source>结论</source>
        <translation>Verdict</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <source>条款</source>
        <translation>Clause</translation>
    </message>
    <message>
        <source>性质</source>
        <translation>Hardness</translation>
    </message>
    <message>
        <source>规则版本</source>
        <translation>Rule version</translation>
    </message>
    <message>
        <source>{cell}（{column}）</source>
        <translation>{cell} ({column})</translation>
    </message>
    <message>
        <source>准入矩阵</source>
        <translation>Admission matrix</translation>
    </message>
    <message>
        <source>报警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>结论与理由</source>
        <translation>Verdict and reason</translation>
    </message>
    <message>
        <source>门</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>方向</source>
        <translation>Direction</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>凭证</source>
        <translation>Credential</translation>
    </message>
    <message>
        <source>终端</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>通行</source>
        <translation>Passage</translation>
    </message>
    <message>
        <source>没有形成通行</source>
        <translation>No passage followed</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>{count} 秒后收到</source>
        <translation>received {count} s later</translation>
    </message>
    <message>
        <source>迟到</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>断网</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>终端按本机权限处理，事后判定</source>
        <translation>The terminal used its own rights; judged afterwards</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>依据的事实：人员</source>
        <translation>Facts: person</translation>
    </message>
    <message>
        <source>依据的事实：身份</source>
        <translation>Facts: roles</translation>
    </message>
    <message>
        <source>此刻没有任何身份</source>
        <translation>Holds no role now</translation>
    </message>
    <message>
        <source>依据的事实：现场</source>
        <translation>Facts: place</translation>
    </message>
    <message>
        <source>依据的事实：事由</source>
        <translation>Facts: needs</translation>
    </message>
    <message>
        <source>没有已批准的事由</source>
        <translation>No approved need</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>至 {until}</source>
        <translation>until {until}</translation>
    </message>
    <message>
        <source>长期</source>
        <translation>open-ended</translation>
    </message>
    <message>
        <source>登记</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>保密协议</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>凭证核验</source>
        <translation>Credential check</translation>
    </message>
    <message>
        <source>手机</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>全场</source>
        <translation>Whole site</translation>
    </message>
    <message>
        <source>抽定评标室 {room}</source>
        <translation>Drawn room {room}</translation>
    </message>
    <message>
        <source>可用房间 {rooms}</source>
        <translation>Rooms {rooms}</translation>
    </message>
    <message>
        <source>去向</source>
        <translation>Way</translation>
    </message>
    <message>
        <source>此处项目</source>
        <translation>Projects here</translation>
    </message>
    <message>
        <source>陪同</source>
        <translation>Escort</translation>
    </message>
    <message>
        <source>代理机构例外</source>
        <translation>Agency exception</translation>
    </message>
    <message>
        <source>作业许可</source>
        <translation>Work permit</translation>
    </message>
    <message>
        <source>双门互锁</source>
        <translation>Interlock</translation>
    </message>
    <message>
        <source>隔夜封闭</source>
        <translation>Closed overnight</translation>
    </message>
    <message>
        <source>应急</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>{approver} 批准，至 {until}</source>
        <translation>approved by {approver}, until {until}</translation>
    </message>
    <message>
        <source>{approver} 批准，{since}–{until}</source>
        <translation>approved by {approver}, {since}–{until}</translation>
    </message>
    <message>
        <source>放行</source>
        <translation>Let in</translation>
    </message>
    <message>
        <source>拒绝</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>等待陪同</source>
        <translation>Waits for escort</translation>
    </message>
    <message>
        <source>须离开</source>
        <translation>Must leave</translation>
    </message>
    <message>
        <source>硬性</source>
        <translation>Hard</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>须说明理由</source>
        <translation>Needs a reason</translation>
    </message>
    <message>
        <source>卡</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>人脸</source>
        <translation>Face</translation>
    </message>
    <message>
        <source>动态码</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>人工担保</source>
        <translation>Vouched for</translation>
    </message>
    <message>
        <source>门磁</source>
        <translation>Contact</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>页面</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>房间</source>
        <translation>Room</translation>
    </message>
    <message>
        <source>门</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>人员</source>
        <translation>Person</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>引擎</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>消息代理</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>数据库</source>
        <translation>Database</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Well</translation>
    </message>
    <message>
        <source>启动中</source>
        <translation>starting</translation>
    </message>
    <message>
        <source>断开</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Devices</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>数据库无法写入，新消息没有确认（{fault}）</source>
        <translation>The database cannot be written; new messages are not acknowledged ({fault})</translation>
    </message>
    <message>
        <source>设备保留消息并自动补传。门禁：出门不受限，评标区不开放。可以查看；登录、确认报警等操作暂时不会保存。</source>
        <translation>Devices keep their messages and send them again. Doors: exit free, evaluation zone shut. You may look; signing in, acknowledging and the like are not stored for now.</translation>
    </message>
    <message>
        <source>，已推演到 {time}</source>
        <translation>, has come to {time}</translation>
    </message>
    <message>
        <source>引擎正在启动{so_far}</source>
        <translation>The engine is starting{so_far}</translation>
    </message>
    <message>
        <source>就绪后画面自动出现，无须操作。</source>
        <translation>The picture appears by itself when it is ready.</translation>
    </message>
    <message>
        <source>正在连接引擎</source>
        <translation>Connecting to the engine</translation>
    </message>
    <message>
        <source>连接后画面自动出现，无须操作。</source>
        <translation>The picture appears by itself when it is connected.</translation>
    </message>
    <message>
        <source>，画面停在 {time}</source>
        <translation>; the picture is of {time}</translation>
    </message>
    <message>
        <source>（{fault}）</source>
        <translation> ({fault})</translation>
    </message>
    <message>
        <source>门禁终端按本机规则运行：出门不受限，评标区不开放。</source>
        <translation>Terminals keep their own rule: exit free, evaluation zone shut. </translation>
    </message>
    <message>
        <source>仍可查看已入账的数据；登录、确认报警、巡查等操作须等引擎恢复。</source>
        <translation>You may still look at what is in the book; signing in, acknowledging and patrols have to wait for the engine.</translation>
    </message>
    <message>
        <source>请检查引擎和数据库；恢复后画面自动更新。</source>
        <translation>Please check engine and database; the picture is renewed by itself.</translation>
    </message>
    <message>
        <source>引擎没有响应{since}{why}</source>
        <translation>The engine does not answer{since}{why}</translation>
    </message>
</context>
<context>
    <name>system</name>
    <message>
        <source>秒</source>
        <translation>s</translation>
    </message>
    <message>
        <source>分钟</source>
        <translation>min</translation>
    </message>
    <message>
        <source>小时</source>
        <translation>hours</translation>
    </message>
    <message>
        <source>日</source>
        <translation>days</translation>
    </message>
    <message>
        <source>天</source>
        <translation>days</translation>
    </message>
    <message>
        <source>工作日</source>
        <translation>working days</translation>
    </message>
    <message>
        <source>个工作日</source>
        <translation>working days</translation>
    </message>
    <message>
        <source>人</source>
        <translation>persons</translation>
    </message>
    <message>
        <source>家投标人</source>
        <translation>bidders</translation>
    </message>
    <message>
        <source>方同意</source>
        <translation>consents</translation>
    </message>
    <message>
        <source>个项目</source>
        <translation>projects</translation>
    </message>
    <message>
        <source>轮</source>
        <translation>rounds</translation>
    </message>
    <message>
        <source>三分之几</source>
        <translation>thirds</translation>
    </message>
    <message>
        <source>刚性</source>
        <translation>Hardness</translation>
    </message>
    <message>
        <source>柔性</source>
        <translation>Soft</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>启用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>已关闭</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>真实站点</source>
        <translation>Real site</translation>
    </message>
    <message>
        <source>培训站点：数据不作依据</source>
        <translation>Training site: data are no evidence</translation>
    </message>
    <message>
        <source>样例站点：数据不作依据</source>
        <translation>Sample site: data are no evidence</translation>
    </message>
</context>
<context>
    <name>verify</name>
    <message>
        <source>核验通过：{entries} 条记录与封存签名完全一致，已封存 {sealed} 条。</source>
        <translation>Verified: {entries} entries agree with the signed heads, {sealed} are sealed.</translation>
    </message>
    <message>
        <source>核验不通过：账本与封存签名不符（共读到 {entries} 条，已封存 {sealed} 条）。</source>
        <translation>Not verified: the book does not agree with the signed heads ({entries} entries read, {sealed} sealed).</translation>
    </message>
    <message>
        <source>最后 {tail} 条尚未封存，一秒内会封存。</source>
        <translation>The last {tail} are not sealed yet; they will be within a second.</translation>
    </message>
    <message>
        <source>首处：{fault}</source>
        <translation>First place: {fault}</translation>
    </message>
    <message>
        <source>共发现 {count} 处。</source>
        <translation>{count} places in all.</translation>
    </message>
</context>
<context>
    <name>waiting</name>
    <message>
        <source>等待</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>已让号</source>
        <translation>Offered</translation>
    </message>
    <message>
        <source>已安排</source>
        <translation>Placed</translation>
    </message>
    <message>
        <source>已退出</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>让号过期</source>
        <translation>Offer ran out</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>空闲</source>
        <translation>Idle</translation>
    </message>
    <message>
        <source>准备</source>
        <translation>Preparing</translation>
    </message>
    <message>
        <source>收尾</source>
        <translation>Closing</translation>
    </message>
    <message>
        <source>预约</source>
        <translation>Reserved</translation>
    </message>
    <message>
        <source>已排</source>
        <translation>Scheduled</translation>
    </message>
    <message>
        <source>备场</source>
        <translation>Arming</translation>
    </message>
    <message>
        <source>开标中</source>
        <translation>Opening</translation>
    </message>
    <message>
        <source>评标准备</source>
        <translation>Assembling</translation>
    </message>
    <message>
        <source>评标中</source>
        <translation>Evaluating</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Suspended</translation>
    </message>
    <message>
        <source>评标结束</source>
        <translation>Evaluated</translation>
    </message>
    <message>
        <source>清场</source>
        <translation>Clearing</translation>
    </message>
    <message>
        <source>已见证</source>
        <translation>Witnessed</translation>
    </message>
    <message>
        <source>已评价</source>
        <translation>Reviewed</translation>
    </message>
    <message>
        <source>已归档</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>流标</source>
        <translation>Failed</translation>
    </message>
    <message>
        <source>延期</source>
        <translation>Postponed</translation>
    </message>
    <message>
        <source>转线下</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>中止</source>
        <translation>Aborted</translation>
    </message>
    <message>
        <source>使用中</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Out of service</translation>
    </message>
    <message>
        <source>状态未知</source>
        <translation>State unknown</translation>
    </message>
    <message>
        <source>评标评审委员会成员</source>
        <translation>Committee member</translation>
    </message>
    <message>
        <source>业主评委代表</source>
        <translation>Owner's member</translation>
    </message>
    <message>
        <source>项目实施主体</source>
        <translation>Owner's staff</translation>
    </message>
    <message>
        <source>中心服务</source>
        <translation>Centre service</translation>
    </message>
    <message>
        <source>代理机构</source>
        <translation>Agency</translation>
    </message>
    <message>
        <source>代理项目负责人</source>
        <translation>Agency leader</translation>
    </message>
    <message>
        <source>信息技术</source>
        <translation>IT engineer</translation>
    </message>
    <message>
        <source>行政监督</source>
        <translation>Supervisor</translation>
    </message>
    <message>
        <source>见证</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>投标人/响应方</source>
        <translation>Bidder</translation>
    </message>
    <message>
        <source>保洁</source>
        <translation>Cleaner</translation>
    </message>
    <message>
        <source>维修</source>
        <translation>Maintenance</translation>
    </message>
    <message>
        <source>访客</source>
        <translation>Visitor</translation>
    </message>
    <message>
        <source>送餐</source>
        <translation>Caterer</translation>
    </message>
    <message>
        <source>拍卖师</source>
        <translation>Auctioneer</translation>
    </message>
    <message>
        <source>公证</source>
        <translation>Notary</translation>
    </message>
    <message>
        <source>巡查员</source>
        <translation>Patroller</translation>
    </message>
    <message>
        <source>总控/调度员</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>受理/前台</source>
        <translation>Front desk</translation>
    </message>
    <message>
        <source>现场管理负责人</source>
        <translation>Site manager</translation>
    </message>
    <message>
        <source>应急</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>审计/纪检</source>
        <translation>Auditor</translation>
    </message>
    <message>
        <source>工作人员</source>
        <translation>Staff</translation>
    </message>
    <message>
        <source>来访人员</source>
        <translation>Visitors</translation>
    </message>
    <message>
        <source>评审专家</source>
        <translation>Experts</translation>
    </message>
    <message>
        <source>监督见证</source>
        <translation>Supervision</translation>
    </message>
    <message>
        <source>应急人员</source>
        <translation>Emergency crew</translation>
    </message>
    <message>
        <source>身份不明</source>
        <translation>Unknown</translation>
    </message>
    <message>
        <source>门关闭</source>
        <translation>Door shut</translation>
    </message>
    <message>
        <source>门打开</source>
        <translation>Door open</translation>
    </message>
    <message>
        <source>强行开门</source>
        <translation>Door forced</translation>
    </message>
    <message>
        <source>门超时未关</source>
        <translation>Door open too long</translation>
    </message>
    <message>
        <source>门状态未知</source>
        <translation>Door unknown</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Well</translation>
    </message>
    <message>
        <source>读数异常</source>
        <translation>Abnormal reading</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>Fault</translation>
    </message>
    <message>
        <source>失联，状态未知</source>
        <translation>Silent, state unknown</translation>
    </message>
    <message>
        <source>门磁门锁</source>
        <translation>Door contact and lock</translation>
    </message>
    <message>
        <source>门禁终端</source>
        <translation>Door terminal</translation>
    </message>
    <message>
        <source>人数计数器</source>
        <translation>People counter</translation>
    </message>
    <message>
        <source>检测门</source>
        <translation>Detection gate</translation>
    </message>
    <message>
        <source>储物柜</source>
        <translation>Lockers</translation>
    </message>
    <message>
        <source>自助终端</source>
        <translation>Kiosk</translation>
    </message>
    <message>
        <source>席位终端</source>
        <translation>Seat terminal</translation>
    </message>
    <message>
        <source>摄像机</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>录像机</source>
        <translation>Recorder</translation>
    </message>
    <message>
        <source>在场传感器</source>
        <translation>Presence sensor</translation>
    </message>
    <message>
        <source>温湿度传感器</source>
        <translation>Climate sensor</translation>
    </message>
    <message>
        <source>电量表</source>
        <translation>Power meter</translation>
    </message>
    <message>
        <source>烟感</source>
        <translation>Smoke detector</translation>
    </message>
    <message>
        <source>水浸传感器</source>
        <translation>Water sensor</translation>
    </message>
    <message>
        <source>不间断电源</source>
        <translation>UPS</translation>
    </message>
    <message>
        <source>供电回路表</source>
        <translation>Feeder meter</translation>
    </message>
    <message>
        <source>发电机</source>
        <translation>Generator</translation>
    </message>
    <message>
        <source>服务器</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>信息屏</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>语音设备</source>
        <translation>Voice device</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>网关</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>房间控制器</source>
        <translation>room controller</translation>
    </message>
    <message>
        <source>紧急</source>
        <translation>Urgent</translation>
    </message>
    <message>
        <source>高</source>
        <translation>High</translation>
    </message>
    <message>
        <source>中</source>
        <translation>Medium</translation>
    </message>
    <message>
        <source>低</source>
        <translation>Low</translation>
    </message>
    <message>
        <source>星期一</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>星期二</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>星期三</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>星期四</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>星期五</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>星期六</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>星期日</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日 {weekday}</source>
        <translation>{weekday} {day}/{month}/{year}</translation>
    </message>
</context>
</TS>